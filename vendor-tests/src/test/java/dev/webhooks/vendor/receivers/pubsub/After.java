package dev.webhooks.vendor.receivers.pubsub;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Ships the orders that Pub/Sub pushes.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "pubsub", events = "order.paid")
	void paid(Order order, WebhookEvent event) {
		this.work.does("ship", order.id(), order.items(), event.id());
	}

	record Order(String id, List<String> items) {
	}

}
