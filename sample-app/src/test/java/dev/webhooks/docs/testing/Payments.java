package dev.webhooks.docs.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class Payments {

	final List<String> paid = new CopyOnWriteArrayList<>();

	volatile boolean closed;

	@WebhookListener(provider = "stripe", events = "payment_intent.succeeded")
	void paid(@WebhookPayload("/data/object/id") String intent) {
		if (this.closed) {
			throw new IllegalStateException("The books are closed");
		}
		this.paid.add(intent);
	}

}
