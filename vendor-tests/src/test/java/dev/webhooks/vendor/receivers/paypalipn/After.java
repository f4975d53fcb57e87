package dev.webhooks.vendor.receivers.paypalipn;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by PayPal.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "paypal-ipn", events = "Completed")
	void paid(Payment payment) {
		this.work.does("paid", payment.invoice(), payment.amount(), payment.currency(), payment.name());
	}

	record Payment(String invoice, @JsonProperty("mc_gross") BigDecimal amount,
			@JsonProperty("mc_currency") String currency, @JsonProperty("address_name") String name) {
	}

}
