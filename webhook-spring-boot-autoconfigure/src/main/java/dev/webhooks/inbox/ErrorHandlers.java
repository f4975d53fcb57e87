package dev.webhooks.inbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * Asks the error handlers of the application, of which the first that decides counts.
 * Safe for use by several threads.
 */
final class ErrorHandlers implements DeliveryHandler.FinalFailures {

	private final List<WebhookErrorHandler> handlers;

	private final EncodedEvents encoded;

	ErrorHandlers(List<WebhookErrorHandler> handlers, EncodedEvents encoded) {
		this.handlers = List.copyOf(handlers);
		this.encoded = encoded;
	}

	@Override
	public FinishedDelivery decide(FinishedDelivery end, @Nullable Throwable failure) throws Exception {
		WebhookFailure failed = new WebhookFailure(end,
				new StoredEvent(end.delivery(), this.encoded.documentOf(end.delivery().message())), failure);
		for (WebhookErrorHandler handler : this.handlers) {
			WebhookErrorHandler.Decision decision = handler.handle(failed);
			if (decision != null) {
				String text = decision.text();
				return (text != null) ? end.discarded(text + " (" + end.error() + ")") : end;
			}
		}
		return end;
	}

}
