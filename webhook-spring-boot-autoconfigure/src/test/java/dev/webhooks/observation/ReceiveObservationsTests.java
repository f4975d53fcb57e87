package dev.webhooks.observation;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookRequest;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.receiver.EventSinkDecorator;

import static dev.webhooks.observation.ObservedApplication.receive;
import static dev.webhooks.observation.ObservedApplication.signed;
import static dev.webhooks.observation.ObservedApplication.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReceiveObservations}.
 */
class ReceiveObservationsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner runner = ObservedApplication.runner(this.registry);

	static Stream<Arguments> requests() {
		return Stream.of(row("processed", "none", 200, (context) -> signed(context, "push", "1", "{}")),
				row("ignored", "none", 200, (context) -> signed(context, "star", "1", "{}")),
				row("failed", "listener-failed", 500, (context) -> signed(context, "issues", "1", "{}")),
				row("refused", "signature-missing", 401,
						(context) -> unsigned("POST", "push", "1", "{}", (head) -> head)),
				row("refused", "signature-malformed", 401,
						(context) -> unsigned("POST", "push", "1", "{}",
								(head) -> head.header("X-Hub-Signature-256", "nonsense"))),
				row("refused", "signature-mismatch", 401,
						(context) -> unsigned("POST", "push", "1", "{}",
								(head) -> head.header("X-Hub-Signature-256", "sha256=" + "0".repeat(64)))),
				row("refused", "method-not-allowed", 405,
						(context) -> unsigned("PUT", "push", "1", "{}", (head) -> head)),
				row("refused", "address-not-allowed", 403,
						(context) -> unsigned("POST", "push", "1", "{}", (head) -> head.from("198.51.100.7", true))),
				row("refused", "insecure-transport", 403,
						(context) -> unsigned("POST", "push", "1", "{}", (head) -> head.from("203.0.113.9", false))),
				row("refused", "unsupported-content-type", 415,
						(context) -> unsigned("POST", "push", "1", "{}",
								(head) -> head.header("Content-Type", "text/csv"))),
				row("refused", "body-too-large", 413,
						(context) -> signed(context, "push", "1", "\"" + "x".repeat(2000) + "\"")),
				row("refused", "malformed-payload", 400, (context) -> signed(context, "push", "1", "Hello, World!")),
				row("refused", "unstorable-event", 400, (context) -> signed(context, "push", "a\u0000b", "{}")));
	}

	private static Arguments row(String outcome, String reason, int status,
			Function<ApplicationContext, WebhookRequest> request) {
		return Arguments.argumentSet(outcome + ": " + reason, outcome, reason, status, request);
	}

	@ParameterizedTest
	@MethodSource("requests")
	void eachOutcomeHasItsTags(String outcome, String reason, int status,
			Function<ApplicationContext, WebhookRequest> request) {
		this.runner.run((context) -> {
			assertThat(receive(context, request.apply(context)).status()).isEqualTo(status);
			hasReceived(outcome, reason);
		});
	}

	@Test
	void whatIsStoredIsAccepted() {
		this.runner.withPropertyValues("webhooks.inbox.type=memory").run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			hasReceived("accepted", "none");
		});
	}

	@Test
	void whatWasSeenBeforeIsADuplicate() {
		this.runner.run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			this.registry.clear();
			receive(context, signed(context, "push", "1", "{}"));
			hasReceived("duplicate", "none");
		});
	}

	@Test
	void whatIsOnlyLookedAtIsObserved() {
		this.runner.withPropertyValues("webhooks.providers.github.mode=observe").run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			hasReceived("observed", "none");
		});
	}

	@Test
	void aTestOfTheEndpointIsAHandshake() {
		this.runner
			.withPropertyValues("webhooks.providers.github.handshakes[0].when=header:X-GitHub-Event=ping",
					"webhooks.providers.github.handshakes[0].response.body=pong")
			.run((context) -> {
				receive(context, signed(context, "ping", "1", "{}"));
				hasReceived("handshake", "none");
			});
	}

	@Test
	void anInboxThatIsAwayIsAFailure() {
		this.runner.withPropertyValues("webhooks.inbox.type=memory")
			.withBean(EventSinkDecorator.class, () -> (sink) -> (events) -> {
				throw new StoreUnavailableException("away", null);
			})
			.run((context) -> {
				assertThat(receive(context, signed(context, "push", "1", "{}")).status()).isEqualTo(503);
				hasReceived("failed", "inbox-unavailable");
			});
	}

	@Test
	void moreThanTheRateLimitIsRefused() {
		this.runner
			.withPropertyValues("webhooks.providers.github.rate-limit.requests-per-minute=1",
					"webhooks.providers.github.rate-limit.burst=1")
			.run((context) -> {
				receive(context, signed(context, "push", "1", "{}"));
				this.registry.clear();
				assertThat(receive(context, signed(context, "push", "2", "{}")).status()).isEqualTo(429);
				hasReceived("refused", "rate-limited");
			});
	}

	@Test
	void whatComesTooLateIsRefused() {
		this.runner
			.withPropertyValues("webhooks.providers.github.signature.timestamp=header:Date-Signed",
					"webhooks.providers.github.signature.timestamp-unit=seconds",
					"webhooks.providers.github.signature.tolerance=5m")
			.run((context) -> {
				WebhookRequest signed = signed(context, "push", "1", "{}");
				String old = String.valueOf(ObservedApplication.NOW.getEpochSecond() - 3600);
				receive(context,
						new WebhookRequest(signed.head().mutate().header("Date-Signed", old).build(), signed.body()));
				hasReceived("refused", "timestamp-too-old");
			});
	}

	@Test
	void whatIsPausedIsToBeSentAgain() {
		this.runner
			.withPropertyValues("webhooks.inbox.type=memory", "webhooks.inbox.poll-interval=20ms",
					"webhooks.providers.github.processing=inline")
			.run((context) -> {
				context.getBean(WebhookDeliveries.class).pause("github", "for the test");
				await().until(() -> !context.getBean(OperatedEngine.class).gates().areAllOpen("github"));
				assertThat(receive(context, signed(context, "push", "1", "{}")).status()).isEqualTo(503);
				hasReceived("failed", "paused");
			});
	}

	@Test
	void itIsAPartOfTheRequestToTheServer() {
		this.runner.run((context) -> {
			Observation server = Observation.createNotStarted("http.server.requests", this.registry);
			server.observe(() -> receive(context, signed(context, "push", "1", "{}")));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.receive")
				.that()
				.hasParentObservationEqualTo(server);
		});
	}

	@Test
	void theIdsOfVerifiedEventsAreOnTheSpanAlone() {
		this.runner.run((context) -> {
			receive(context, signed(context, "push", "id-1", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.receive")
				.that()
				.hasHighCardinalityKeyValue("messaging.message.id", "id-1")
				.hasContextualNameEqualTo("receive github");
		});
	}

	@Test
	void nothingOfARequestThatIsRefusedIsOnTheSpan() {
		this.runner.run((context) -> {
			receive(context, unsigned("POST", "push", "id-1", "{}", (head) -> head));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.receive")
				.that()
				.doesNotHaveHighCardinalityKeyValueWithKey("messaging.message.id");
		});
	}

	@Test
	void onlyAFailureOfThisApplicationIsAnError() {
		this.runner.run((context) -> {
			receive(context, unsigned("POST", "push", "1", "{}", (head) -> head));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.receive")
				.that()
				.doesNotHaveError();
			this.registry.clear();
			receive(context, signed(context, "issues", "2", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.receive")
				.that()
				.hasError();
		});
	}

	@Test
	void listenersRunInTheObservationOfTheirRequest() {
		this.runner.run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.process")
				.that()
				.hasParentObservationContextMatching((parent) -> parent.getName().equals("webhook.receive"));
			assertThat(this.registry.getCurrentObservation()).isNull();
		});
	}

	@Test
	void anApplicationHasItsOwnConvention() {
		this.runner.withBean(ReceiveObservationConvention.class, () -> new DefaultReceiveObservationConvention() {

			@Override
			public String getName() {
				return "incoming";
			}

		}).run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("incoming");
		});
	}

	private void hasReceived(String outcome, String reason) {
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts)
				.filteredOn((context) -> context.getName().equals("webhook.receive"))
				.singleElement()
				.satisfies((context) -> assertThat(keysOf(context))
					.isEqualTo(Map.of("provider", "github", "outcome", outcome, "reason", reason))));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("webhook.receive")
			.that()
			.hasBeenStopped();
	}

	private static Map<String, String> keysOf(Observation.Context context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

}
