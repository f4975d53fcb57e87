package dev.webhooks.inbox;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;

import dev.webhooks.Internal;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;

/**
 * Carries the trace: what receives an event and what processes it are observed as the two
 * ends of a message, so that whatever traces observations puts them into one trace.
 */
@Internal
public final class ObservationDeliveryContext implements DeliveryContext {

	private static final String PREFIX = "trace.";

	private final ObservationRegistry registry;

	/**
	 * Creates a context.
	 * @param registry where observations are made
	 */
	public ObservationDeliveryContext(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void capture(Map<String, String> values) {
		if (this.registry.isNoop()) {
			return;
		}
		SenderContext<Map<String, String>> context = new SenderContext<>(
				(carrier, name, value) -> values.put(PREFIX + name, value), Kind.PRODUCER);
		context.setCarrier(values);
		Observation.createNotStarted("webhook.inbox.add", () -> context, this.registry).observe(() -> {
		});
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		if (this.registry.isNoop()) {
			return () -> {
			};
		}
		ReceiverContext<Map<String, String>> context = new ReceiverContext<>(
				(carrier, name) -> values.get(PREFIX + name), Kind.CONSUMER);
		context.setCarrier(values);
		Observation observation = Observation.createNotStarted("webhook.inbox.deliver", () -> context, this.registry)
			.lowCardinalityKeyValue("provider", delivery.channel())
			.lowCardinalityKeyValue("listener", delivery.id().target())
			.start();
		return new ObservationScope(observation, observation.openScope());
	}

	private record ObservationScope(Observation observation, Observation.Scope scope) implements Scope {

		@Override
		public void failed(Throwable failure) {
			this.observation.error(failure);
		}

		@Override
		public void close() {
			this.scope.close();
			this.observation.stop();
		}

	}

}
