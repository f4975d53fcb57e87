package dev.webhooks.observation;

import java.util.Map;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.inbox.WebhookErrorHandler;

import static dev.webhooks.observation.ObservedApplication.receive;
import static dev.webhooks.observation.ObservedApplication.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ProcessObservations}.
 */
class ProcessObservationsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner inline = ObservedApplication.runner(this.registry);

	private final ApplicationContextRunner durable = this.inline.withPropertyValues("webhooks.inbox.type=memory",
			"webhooks.providers.github.retry.max-attempts=2", "webhooks.providers.github.retry.initial-interval=1ms",
			"webhooks.inbox.poll-interval=20ms");

	@Test
	void aListenerBeforeTheAnswer() {
		this.inline.run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			hasRun("pushes", "processed", "inline");
		});
	}

	@Test
	void aListenerThatFailsBeforeTheAnswer() {
		this.inline.run((context) -> {
			receive(context, signed(context, "issues", "1", "{}"));
			hasRun("issues", "failed", "inline");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.process")
				.that()
				.assertThatError()
				.hasMessage("no issues today");
		});
	}

	@Test
	void aDeliveryThatIsProcessed() {
		this.durable.run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			await().untilAsserted(() -> hasRun("pushes", "processed", "initial"));
		});
	}

	@Test
	void aDeliveryThatIsTriedAgain() {
		this.durable.withPropertyValues("webhooks.providers.github.retry.initial-interval=1h").run((context) -> {
			receive(context, signed(context, "issues", "1", "{}"));
			await().untilAsserted(() -> hasRun("issues", "retrying", "initial"));
		});
	}

	@Test
	void aDeliveryThatIsGivenUp() {
		this.durable.withPropertyValues("webhooks.providers.github.retry.max-attempts=1").run((context) -> {
			receive(context, signed(context, "issues", "1", "{}"));
			await().untilAsserted(() -> hasRun("issues", "dead", "initial"));
		});
	}

	@Test
	void aDeliveryThatAnOperatorHasTriedAgain() {
		this.durable.run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			await().until(() -> processed(context) == 1);
			this.registry.clear();
			WebhookDeliveries deliveries = context.getBean(WebhookDeliveries.class);
			deliveries.retry(deliveries.find(DeliveryFilter.of(), 1).get(0).id());
			await().untilAsserted(() -> hasRun("pushes", "processed", "manual"));
		});
	}

	@Test
	void aSingleAttemptThatAnOperatorAskedFor() {
		this.durable.withPropertyValues("webhooks.providers.github.retry.max-attempts=1").run((context) -> {
			receive(context, signed(context, "issues", "1", "{}"));
			WebhookDeliveries deliveries = context.getBean(WebhookDeliveries.class);
			await().until(() -> deliveries.count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 1);
			this.registry.clear();
			deliveries.retry(deliveries.find(DeliveryFilter.of(), 1).get(0).id(), RetryMode.ONCE);
			await().untilAsserted(() -> hasRun("issues", "dead", "manual-once"));
		});
	}

	@Test
	void aDeliveryThatIsOpenedByARedelivery() {
		this.durable.withPropertyValues("webhooks.providers.github.retry.max-attempts=1").run((context) -> {
			receive(context, signed(context, "issues", "1", "{}"));
			await().until(
					() -> context.getBean(WebhookDeliveries.class).count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 1);
			this.registry.clear();
			receive(context, signed(context, "issues", "1", "{}"));
			await().untilAsserted(() -> hasRun("issues", "dead", "redelivery"));
		});
	}

	@Test
	void aDeliveryThatAnErrorHandlerDiscards() {
		this.durable.withPropertyValues("webhooks.providers.github.retry.max-attempts=1")
			.withBean(WebhookErrorHandler.class, () -> (failure) -> WebhookErrorHandler.Decision.discard("no use"))
			.run((context) -> {
				receive(context, signed(context, "issues", "1", "{}"));
				await().untilAsserted(() -> hasRun("issues", "discarded", "initial"));
			});
	}

	private static long processed(ApplicationContext context) {
		return context.getBean(WebhookDeliveries.class).count(DeliveryFilter.of(DeliveryStatus.PROCESSED));
	}

	@Test
	void theSpanHasTheNamesOfMessaging() {
		this.inline.run((context) -> {
			receive(context, signed(context, "push", "id-1", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("webhook.process")
				.that()
				.hasContextualNameEqualTo("process github")
				.hasHighCardinalityKeyValue("messaging.message.id", "id-1")
				.hasHighCardinalityKeyValue("messaging.destination.name", "github")
				.hasHighCardinalityKeyValue("messaging.operation.type", "process");
		});
	}

	@Test
	void anApplicationHasItsOwnConvention() {
		this.inline.withBean(ProcessObservationConvention.class, () -> new DefaultProcessObservationConvention() {

			@Override
			public String getName() {
				return "run";
			}

		}).run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("run");
		});
	}

	@Test
	void withoutObservationsListenersRunAllTheSame() {
		ObservedApplication.runner(ObservationRegistry.NOOP)
			.run((context) -> assertThat(receive(context, signed(context, "push", "1", "{}")).status()).isEqualTo(200));
	}

	private void hasRun(String listener, String outcome, String trigger) {
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts)
				.filteredOn((context) -> context.getName().equals("webhook.process"))
				.singleElement()
				.satisfies((context) -> assertThat(keysOf(context))
					.isEqualTo(Map.of("channel", "github", "listener", listener, "outcome", outcome, "trigger", trigger,
							"messaging.system", "webhook", "messaging.operation.name", "process"))));
	}

	private static Map<String, String> keysOf(Observation.Context context) {
		return context.getLowCardinalityKeyValues()
			.stream()
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

}
