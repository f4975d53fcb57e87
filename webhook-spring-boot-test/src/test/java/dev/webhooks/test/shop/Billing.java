package dev.webhooks.test.shop;

import org.springframework.stereotype.Service;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

/**
 * Listeners that are tested.
 */
@Service
public class Billing {

	private final Ledger ledger;

	Billing(Ledger ledger) {
		this.ledger = ledger;
	}

	@WebhookListener(provider = "stripe", events = "charge.succeeded")
	void paid(@WebhookPayload("/data/object/id") String id, @WebhookPayload("/data/object/amount") long amount) {
		this.ledger.book(id, amount);
	}

}
