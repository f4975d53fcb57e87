package dev.webhooks.docs;

import java.net.ConnectException;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRetry;
import dev.webhooks.inbox.WebhookErrorHandler;
import dev.webhooks.inbox.WebhookFailure;

/**
 * What docs/listeners.md shows of listeners that fail.
 */
class Invoicing {

	@WebhookListener(events = "invoice.paid", id = "invoicing")
	@WebhookRetry(maxAttempts = 5, initialInterval = "10s", multiplier = 2, maxInterval = "1h", jitter = 0.2,
			neverOn = InvalidInvoiceException.class,
			after = @WebhookRetry.After(exception = ConnectException.class, interval = "5m"))
	void book(WebhookEvent event) {
		throw new InvalidInvoiceException();
	}

	static class InvalidInvoiceException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	interface ParkedEvents {

		void insert(String provider, String id, byte[] body, String error);

	}

	@Component
	class ParkInvoices implements WebhookErrorHandler {

		private final ParkedEvents parked;

		ParkInvoices(ParkedEvents parked) {
			this.parked = parked;
		}

		@Override
		public @Nullable Decision handle(WebhookFailure failure) {
			if (!failure.listener().equals("invoicing")) {
				return null;
			}
			if (failure.exception() instanceof InvalidInvoiceException) {
				return Decision.discard("not an invoice of ours");
			}
			WebhookEvent event = failure.event();
			this.parked.insert(event.provider(), event.id(), event.body(), failure.error());
			return Decision.forwarded("table parked_events");
		}

	}

}
