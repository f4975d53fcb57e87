package dev.webhooks.autoconfigure.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.InboxClock;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.breaker.CircuitBreakers;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookCircuitBreakerAutoConfiguration}, where listeners run before
 * the answer and nothing is stored.
 */
class WebhookCircuitBreakerAutoConfigurationTests {

	private static final String[] BREAKER = { "webhooks.listeners[mail].circuit-breaker.minimum-calls=4",
			"webhooks.listeners[mail].circuit-breaker.wait=40s", "webhooks.listeners[mail].circuit-breaker.probes=1" };

	private static final AtomicInteger ids = new AtomicInteger();

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookCircuitBreakerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withBean(Listeners.class)
		.withPropertyValues("webhooks.providers.shop.signature.scheme=none",
				"webhooks.providers.shop.event.id=body:/id", "webhooks.providers.shop.event.type=body:/type",
				"webhooks.providers.bank.signature.scheme=none", "webhooks.providers.bank.event.id=body:/id",
				"webhooks.providers.bank.event.type=body:/type");

	private static WebhookResponse send(ApplicationContext context, String provider, String type) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/" + provider)
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build();
		String body = "{\"id\":\"" + ids.incrementAndGet() + "\",\"type\":\"" + type + "\"}";
		return context.getBean(WebhookReceiver.class).receive(provider, new WebhookRequest(head, body));
	}

	private static int status(ApplicationContext context, String type) {
		return send(context, "shop", type).status();
	}

	private static void failOften(ApplicationContext context) {
		context.getBean(Listeners.class).failing = true;
		for (int i = 0; i < 4; i++) {
			assertThat(status(context, "mail")).isEqualTo(500);
		}
	}

	@Test
	void afterTooManyFailuresTheProviderIsToldWhenToComeAgainAndNothingRuns() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			failOften(context);
			this.clock.advance(Duration.ofSeconds(15));
			WebhookResponse response = send(context, "shop", "mail");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers().first("Retry-After")).isEqualTo("25");
			assertThat(context.getBean(Listeners.class).calls).hasValue(4);
		});
	}

	@Test
	void otherListenersAndProvidersAreLeftAlone() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			failOften(context);
			assertThat(status(context, "book")).isEqualTo(200);
			assertThat(send(context, "bank", "mail").status()).isEqualTo(500);
		});
	}

	@Test
	void aProbeThatSucceedsLetsAllThroughAgain() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			failOften(context);
			context.getBean(Listeners.class).failing = false;
			this.clock.advance(Duration.ofSeconds(40));
			assertThat(status(context, "mail")).isEqualTo(200);
			assertThat(status(context, "mail")).isEqualTo(200);
		});
	}

	@Test
	void aProbeThatFailsKeepsItClosedForAnotherWait() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			failOften(context);
			this.clock.advance(Duration.ofSeconds(40));
			assertThat(status(context, "mail")).isEqualTo(500);
			WebhookResponse response = send(context, "shop", "mail");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers().first("Retry-After")).isEqualTo("40");
			assertThat(context.getBean(Listeners.class).calls).hasValue(5);
		});
	}

	@Test
	void noMoreProbesRunAtOnceThanAreConfigured() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			failOften(context);
			Listeners listeners = context.getBean(Listeners.class);
			this.clock.advance(Duration.ofSeconds(40));
			listeners.meanwhile = () -> {
				listeners.meanwhile = null;
				assertThat(status(context, "mail")).isEqualTo(503);
			};
			assertThat(status(context, "mail")).isEqualTo(500);
			assertThat(listeners.calls).hasValue(5);
		});
	}

	@Test
	void eventsThatCannotBeProcessedSayNothingOfTheListener() {
		this.contextRunner.withPropertyValues(BREAKER).run((context) -> {
			for (int i = 0; i < 10; i++) {
				assertThat(status(context, "poison")).isEqualTo(500);
			}
			assertThat(status(context, "mail")).isEqualTo(200);
		});
	}

	@Test
	void theBreakerOfAProviderHoldsUpAllItsListeners() {
		this.contextRunner.withPropertyValues("webhooks.providers.shop.circuit-breaker.minimum-calls=4")
			.run((context) -> {
				failOften(context);
				assertThat(status(context, "book")).isEqualTo(503);
			});
	}

	@Test
	void withoutItsKeysNothingIsHeldUp() {
		this.contextRunner.run((context) -> {
			context.getBean(Listeners.class).failing = true;
			for (int i = 0; i < 50; i++) {
				assertThat(status(context, "mail")).isEqualTo(500);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhooks.providers.shop.circuit-breaker", "webhooks.listeners[mail].circuit-breaker" })
	void itsKeysWithoutResilience4jStopTheStart(String property) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(CircuitBreaker.class.getPackageName()))
			.withPropertyValues(property + ".probes=2")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidWebhookConfigurationException.class, (ex) -> {
					assertThat(ex.property()).isEqualTo(property);
					assertThat(ex.action()).contains("io.github.resilience4j:resilience4j-circuitbreaker");
				}));
	}

	@Test
	void withoutItsKeysResilience4jIsNotNeeded() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(CircuitBreaker.class.getPackageName()))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("webhookCircuitBreakers");
				assertThat(status(context, "mail")).isEqualTo(200);
			});
	}

	@ParameterizedTest
	@CsvSource({ "failure-rate, 0%", "minimum-calls, 0", "window, 500ms", "window, 2h", "wait, 0s", "wait, 2d",
			"probes, 0", "probes, 1001" })
	void valuesOutOfRangeStopTheStart(String key, String value) {
		for (String prefix : List.of("webhooks.providers.shop.circuit-breaker.",
				"webhooks.listeners[mail].circuit-breaker.")) {
			this.contextRunner.withPropertyValues(prefix + key + "=" + value)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.satisfies((ex) -> assertThat(ex).hasMessageContaining("out of range"))
					.extracting((ex) -> context.getStartupFailure())
					.satisfies((ex) -> assertThat(propertyOf(ex)).isEqualTo(prefix + key)));
		}
	}

	private static String propertyOf(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidWebhookConfigurationException ex) {
				return ex.property();
			}
		}
		return "none";
	}

	@Test
	void besideAnInboxItGoesByTheClockOfItsEngine() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(WebhookInboxAutoConfiguration.class))
			.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(
					context.getBean(WebhookCircuitBreakerAutoConfiguration.BreakerGates.class).clock())
				.isSameAs(context.getBean(InboxClock.class).steady()));
	}

	@Test
	void backsOffWhenWebhooksAreDisabled() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CircuitBreakers.class));
	}

	static class Listeners {

		final AtomicInteger calls = new AtomicInteger();

		volatile boolean failing;

		volatile Runnable meanwhile;

		@WebhookListener(id = "mail", value = { "mail", "poison" })
		void mail(WebhookEvent event) {
			this.calls.incrementAndGet();
			if (event.type().equals("poison")) {
				throw new NonRetryableWebhookException("never");
			}
			if (this.meanwhile != null) {
				this.meanwhile.run();
			}
			if (this.failing) {
				throw new IllegalStateException("It is away");
			}
		}

		@WebhookListener(id = "book", value = "book")
		void book(WebhookEvent event) {
			this.calls.incrementAndGet();
		}

	}

}
