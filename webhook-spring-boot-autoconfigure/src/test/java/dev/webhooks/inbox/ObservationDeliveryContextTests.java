package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationDeliveryContextTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<String> received = new ArrayList<>();

	private final ClaimedDelivery delivery = ClaimedDelivery.first(
			new DeliveryId(new UUID(0, 1), "a"), new Message("stripe", null, "evt_1", List.of("x"), null, Instant.EPOCH,
					WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of()),
			new Lease(1, Instant.EPOCH));

	@Test
	void theTraceTravelsFromTheThreadThatReceivesToTheOneThatProcesses() {
		this.registry.observationConfig().observationHandler(new Tracing());
		ObservationDeliveryContext context = new ObservationDeliveryContext(this.registry);
		Map<String, String> values = new HashMap<>();
		context.capture(values);
		try (DeliveryContext.Scope scope = context.restore(values, this.delivery)) {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
		}
		assertThat(this.registry.getCurrentObservation()).isNull();
		assertThat(this.received).containsExactly("00-trace-span-01");
	}

	@Test
	void aFailedAttemptIsAnErrorOfItsObservation() {
		List<Throwable> errors = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onError(Observation.Context context) {
				errors.add(context.getError());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		DeliveryContext context = DeliveryContext.of(List.of(new ObservationDeliveryContext(this.registry)));
		IllegalStateException failure = new IllegalStateException("not booked");
		try (DeliveryContext.Scope scope = context.restore(Map.of(), this.delivery)) {
			scope.failed(failure);
		}
		assertThat(errors).containsExactly(failure);
	}

	@Test
	void withoutObservationsNothingIsCarried() {
		ObservationDeliveryContext context = new ObservationDeliveryContext(ObservationRegistry.NOOP);
		Map<String, String> values = new HashMap<>();
		context.capture(values);
		assertThat(values).isEmpty();
		context.restore(values, this.delivery).close();
	}

	/**
	 * Does what tracers do with the two ends of a message.
	 */
	private final class Tracing implements ObservationHandler<Observation.Context> {

		@Override
		@SuppressWarnings("unchecked")
		public void onStart(Observation.Context context) {
			if (context instanceof SenderContext<?> sender) {
				SenderContext<Object> typed = (SenderContext<Object>) sender;
				typed.getSetter().set(typed.getCarrier(), "traceparent", "00-trace-span-01");
			}
			if (context instanceof ReceiverContext<?> receiver) {
				ReceiverContext<Object> typed = (ReceiverContext<Object>) receiver;
				ObservationDeliveryContextTests.this.received
					.add(typed.getGetter().get(typed.getCarrier(), "traceparent"));
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
