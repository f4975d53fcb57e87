package dev.webhooks.docs.providers;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class PayPalCaptures {

	@WebhookListener(provider = "paypal", events = "PAYMENT.CAPTURE.COMPLETED")
	void captured(@WebhookPayload("/resource") Capture capture) {
		System.out.println(capture.id() + ": " + capture.amount().value() + " " + capture.amount().currencyCode());
	}

	record Capture(String id, Amount amount) {

		record Amount(BigDecimal value, @JsonProperty("currency_code") String currencyCode) {
		}

	}

}
