package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.InlineProcessor;
import dev.webhooks.receiver.LocalDeduplication;
import dev.webhooks.receiver.PausedListeners;
import dev.webhooks.receiver.RequestGuards;
import dev.webhooks.receiver.ReturnValues;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookReceiverAutoConfiguration}, without any web server.
 */
class WebhookReceiverAutoConfigurationTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET);

	@Test
	void inAnApplicationThatIsNotAWebApplicationThereIsAReceiver() {
		this.contextRunner.withBean(EchoListener.class).run((context) -> {
			assertThat(context).hasSingleBean(WebhookReceiver.class);
			WebhookResponse response = receive(context, Instant.now(), "{\"id\":\"evt_1\",\"type\":\"paid\"}");
			assertThat(response.status()).isEqualTo(200);
			assertThat(text(response)).isEqualTo("paid");
		});
	}

	@Test
	void whenEnabledIsFalseBacksOff() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookReceiver.class)
				.doesNotHaveBean(InlineProcessor.class)
				.doesNotHaveBean(EventDeduplication.class));
	}

	@Test
	void backsOffWhenUserDefinesDeduplication() {
		this.contextRunner
			.withBean("own", EventDeduplication.class,
					() -> new LocalDeduplication(1, Duration.ofDays(1), Ticker.systemTicker()))
			.run((context) -> assertThat(context).hasSingleBean(EventDeduplication.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesInlineProcessor() {
		this.contextRunner.withUserConfiguration(OwnProcessorConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(InlineProcessor.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesReceiver() {
		this.contextRunner.withUserConfiguration(OwnReceiverConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(WebhookReceiver.class).hasBean("own"));
	}

	@Test
	void theClockOfTheApplicationIsUsed() {
		this.contextRunner.withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC)).run((context) -> {
			assertThat(receive(context, NOW, "{}").status()).isEqualTo(200);
			assertThat(receive(context, Instant.now(), "{}").status()).isEqualTo(401);
		});
	}

	@Test
	void twoClocksOfTheApplicationDoNotBreakTheStart() {
		this.contextRunner.withBean("one", Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
			.withBean("two", Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
			.run((context) -> assertThat(receive(context, Instant.now(), "{}").status()).isEqualTo(200));
	}

	@Test
	void thePrimaryOneOfTwoClocksIsUsed() {
		this.contextRunner
			.withBean("one", Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC),
					(definition) -> definition.setPrimary(true))
			.withBean("two", Clock.class, Clock::systemUTC)
			.run((context) -> assertThat(receive(context, NOW, "{}").status()).isEqualTo(200));
	}

	@Test
	void guardsOfTheApplicationRunInOrderAfterTheBuiltInOnes() {
		this.contextRunner.withUserConfiguration(GuardsConfiguration.class).run((context) -> {
			GuardsConfiguration guards = context.getBean(GuardsConfiguration.class);
			assertThat(receive(context, Instant.now(), "{}").status()).isEqualTo(429);
			assertThat(guards.calls).containsExactly("first", "second");
			WebhookRequestHead get = WebhookRequestHead.builder("GET", "https://example.com")
				.from("127.0.0.1", true)
				.build();
			assertThat(context.getBean(WebhookReceiver.class).receive("stripe", new WebhookRequest(get, "")).status())
				.isEqualTo(405);
			assertThat(guards.calls).hasSize(2);
		});
	}

	@Test
	void whenTheMapperOfTheApplicationIsThereAnswersAreWrittenByIt() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.withBean(RecordListener.class)
			.run((context) -> assertThat(text(receive(context, Instant.now(), "{}")))
				.isEqualTo("{\"display_name\":\"tea\"}"));
	}

	@Test
	void twoMappersOfTheApplicationDoNotBreakTheStart() {
		this.contextRunner.withBean("one", JsonMapper.class, JsonMapper::new)
			.withBean("two", JsonMapper.class, JsonMapper::new)
			.withBean(RecordListener.class)
			.run((context) -> assertThat(text(receive(context, Instant.now(), "{}")))
				.isEqualTo("{\"displayName\":\"tea\"}"));
	}

	@Test
	void theSizeOfTheMemoryIsThatOfTheProperty() {
		this.contextRunner.withPropertyValues("webhooks.deduplication.maximum-size=0")
			.withBean(EchoListener.class)
			.run((context) -> {
				String body = "{\"id\":\"evt_1\",\"type\":\"paid\"}";
				receive(context, Instant.now(), body);
				assertThat(context.getBean(EventDeduplication.class)).extracting("done.cache.maximum").isEqualTo(0L);
			});
	}

	@Test
	void theTimeOfTheMemoryIsThatOfTheProperty() {
		this.contextRunner.withPropertyValues("webhooks.deduplication.time-to-live=2h")
			.run((context) -> assertThat(context.getBean(EventDeduplication.class))
				.extracting("done.cache.expiresAfterWriteNanos")
				.isEqualTo(Duration.ofHours(2).toNanos()));
	}

	private static WebhookResponse receive(ApplicationContext context, Instant now, String body) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("stripe");
		SignedRequest signed = ProviderRequest.of(provider).body(body).at(now).sign();
		return context.getBean(WebhookReceiver.class).receive("stripe", signed.toWebhookRequest());
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	static class EchoListener {

		@WebhookListener
		String on(WebhookEvent event) {
			return event.type();
		}

	}

	record Answer(String displayName) {
	}

	static class RecordListener {

		@WebhookListener
		Answer on(WebhookEvent event) {
			return new Answer("tea");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProcessorConfiguration {

		@Bean
		InlineProcessor own(WebhookDispatcher dispatcher, EventDeduplication deduplication) {
			return new InlineProcessor(dispatcher, deduplication, new ReturnValues(new JsonMapper()),
					new PausedListeners(null, dispatcher, Clock.systemUTC()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReceiverConfiguration {

		@Bean
		WebhookReceiver own(WebhookProviders providers, InlineProcessor processor) {
			return new WebhookReceiver(providers, new RequestGuards(List.of(), List.of()), List.of(), processor, null,
					Clock.systemUTC());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GuardsConfiguration {

		final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		WebhookGuard second() {
			return (provider, head) -> {
				this.calls.add("second");
				throw new WebhookRejectedException(RejectionReason.RATE_LIMITED, "for the test");
			};
		}

		@Bean
		@Order(1)
		WebhookGuard first() {
			return (provider, head) -> this.calls.add("first");
		}

	}

}
