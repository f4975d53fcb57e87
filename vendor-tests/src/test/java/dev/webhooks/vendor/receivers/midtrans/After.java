package dev.webhooks.vendor.receivers.midtrans;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by Midtrans.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "midtrans", events = { "capture", "settlement" })
	void paid(Payment payment) {
		this.work.does("accept".equals(payment.fraudStatus()) ? "paid" : "challenged", payment.order(),
				payment.amount(), payment.transaction());
	}

	@WebhookListener(provider = "midtrans", events = { "deny", "cancel", "expire" })
	void cancelled(@WebhookPayload("/order_id") String order) {
		this.work.does("cancelled", order);
	}

	record Payment(@JsonProperty("order_id") String order, @JsonProperty("gross_amount") String amount,
			@JsonProperty("transaction_id") String transaction, @JsonProperty("fraud_status") String fraudStatus) {
	}

}
