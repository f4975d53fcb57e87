package dev.webhooks.sender.fanout;

import java.util.List;
import java.util.function.Supplier;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.Submission;

/**
 * Handles deliveries to {@link FanOut#TARGET}, and leaves those to endpoints to another.
 */
public final class FanOutHandler implements DeliveryHandler {

	private final FanOut fanOut;

	private final Supplier<EventSink> outbox;

	private final EndpointDeliveries endpoints;

	/**
	 * Creates a handler.
	 * @param outbox the engine that it is the handler of
	 * @param endpoints sends to endpoints
	 */
	public FanOutHandler(Supplier<EventSink> outbox, EndpointDeliveries endpoints) {
		this.fanOut = new FanOut();
		this.outbox = outbox;
		this.endpoints = endpoints;
	}

	@Override
	public Destinations destinations() {
		return Destinations.ALL;
	}

	@Override
	public void handle(ClaimedDelivery delivery) throws Exception {
		if (!delivery.id().target().equals(FanOut.TARGET)) {
			this.endpoints.deliver(delivery);
			return;
		}
		for (Submission part : this.fanOut.rest(delivery)) {
			this.outbox.get().accept(List.of(part));
		}
	}

	/**
	 * Sends messages to endpoints. Implementations are safe for use by several threads.
	 */
	@FunctionalInterface
	public interface EndpointDeliveries {

		/**
		 * Sends a message to the endpoint that the delivery has as its target.
		 * @param delivery the delivery; the header {@code webhook-id} of its message is
		 * the id that customers know
		 * @throws Exception if it has to be tried again, or cannot be sent at all
		 */
		void deliver(ClaimedDelivery delivery) throws Exception;

	}

}
