package dev.webhooks.docs.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class SquarePayments {

	@WebhookListener(provider = "square", events = "payment.*")
	void changed(@WebhookPayload("/data/object/payment") Payment payment) {
		System.out.println(payment.id() + " is " + payment.status() + ": " + payment.amountMoney());
	}

	record Payment(String id, String status, @JsonProperty("amount_money") Money amountMoney) {

		record Money(long amount, String currency) {
		}

	}

}
