package dev.webhooks.vendor.receivers.stripe;

import com.stripe.model.checkout.Session;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.vendor.receivers.Work;

/**
 * Fulfils paid checkouts.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "stripe", events = "checkout.session.completed")
	void completed(@WebhookPayload("/data/object") Session session) {
		this.work.does("fulfil", session.getClientReferenceId(), session.getAmountTotal(), session.getCurrency(),
				session.getCustomerDetails().getEmail(), session.getMetadata());
	}

}
