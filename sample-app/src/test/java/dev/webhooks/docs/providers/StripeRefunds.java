package dev.webhooks.docs.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class StripeRefunds {

	@WebhookListener(provider = "stripe", events = "charge.refunded")
	void refunded(@WebhookPayload("/data/object") Charge charge, WebhookEvent event) {
		System.out.println(event.id() + ": " + charge.amountRefunded() + " of " + charge.id() + " refunded");
	}

	record Charge(String id, @JsonProperty("amount_refunded") long amountRefunded) {
	}

}
