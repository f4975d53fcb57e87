package dev.webhooks.inbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * Calls the listener that a delivery goes to. Safe for use by several threads.
 */
final class ListenerHandler implements DeliveryHandler {

	private final ListenerDestinations destinations;

	private final WebhookListenerRegistry registry;

	private final WebhookDispatcher dispatcher;

	private final EncodedEvents encoded;

	private final @Nullable FinalFailures finalFailures;

	ListenerHandler(ListenerDestinations destinations, WebhookListenerRegistry registry, WebhookDispatcher dispatcher,
			EncodedEvents encoded, List<WebhookErrorHandler> errorHandlers) {
		this.destinations = destinations;
		this.registry = registry;
		this.dispatcher = dispatcher;
		this.encoded = encoded;
		this.finalFailures = errorHandlers.isEmpty() ? null : new ErrorHandlers(errorHandlers, encoded);
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(this.destinations.all());
	}

	@Override
	public void handle(ClaimedDelivery delivery) throws Exception {
		WebhookListenerMethod listener = this.registry.find(delivery.id().target());
		if (listener == null) {
			throw new IllegalStateException("There is no listener with the id '%s'. If it was renamed, give it its "
				.formatted(delivery.id().target()) + "old id with @WebhookListener(id = \"…\").");
		}
		this.dispatcher.invoke(listener, new StoredEvent(delivery, this.encoded.documentOf(delivery.message())));
	}

	@Override
	public @Nullable FinalFailures finalFailures() {
		return this.finalFailures;
	}

	@Override
	public boolean isTransactional(String target) {
		WebhookListenerMethod listener = this.registry.find(target);
		return listener != null && listener.isTransactional();
	}

}
