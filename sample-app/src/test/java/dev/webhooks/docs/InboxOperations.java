package dev.webhooks.docs;

import java.util.ArrayList;
import java.util.List;

import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.inbox.WebhookDeliveries;

/**
 * What docs/inbox.md shows; the listener needs a database, which the sample has not.
 */
class InboxOperations {

	private final WebhookDeliveries deliveries;

	private final Ledger ledger;

	InboxOperations(WebhookDeliveries deliveries, Ledger ledger) {
		this.deliveries = deliveries;
		this.ledger = ledger;
	}

	@WebhookListener(events = "invoice.paid", id = "book-invoice", transactional = true)
	void book(Invoice invoice) {
		this.ledger.insert(invoice);
	}

	void retryDeadOnes() {
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD).channel("stripe");
		int expected = (int) this.deliveries.count(dead);
		this.deliveries.retry(dead, expected);
	}

	record Invoice(String id, long amount) {

	}

	static class Ledger {

		final List<Invoice> invoices = new ArrayList<>();

		void insert(Invoice invoice) {
			this.invoices.add(invoice);
		}

	}

}
