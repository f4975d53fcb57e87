package dev.webhooks.docs.readme;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class Billing {

	@WebhookListener(provider = "stripe", events = "payment_intent.succeeded")
	void paid(@WebhookPayload("/data/object") PaymentIntent intent, WebhookEvent event) {
		System.out.println(event.id() + ": " + intent.amount() + " " + intent.currency() + " paid");
	}

	record PaymentIntent(String id, long amount, String currency) {
	}

}
