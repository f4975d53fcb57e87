package dev.webhooks.docs.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class InstantPayments {

	final List<InstantPayment> completed = new CopyOnWriteArrayList<>();

	@WebhookListener(provider = "paypal-ipn", events = "Completed")
	void completed(@WebhookPayload InstantPayment payment) {
		this.completed.add(payment);
	}

	record InstantPayment(@JsonProperty("txn_id") String id, String invoice, @JsonProperty("mc_gross") BigDecimal gross,
			@JsonProperty("mc_currency") String currency) {
	}

}
