package dev.webhooks.docs;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class Subscriptions {

	final List<String> seen = new ArrayList<>();

	@StripeListener("customer.subscription.*")
	@Order(1)
	void changed(WebhookEvent event) {
		this.seen.add("first " + event.provider());
	}

	@StripeListener("customer.*")
	@Order(2)
	void customer(@WebhookPayload("/data/object/id") String customer) {
		this.seen.add("then " + customer);
	}

	@WebhookListener(provider = "${shop.payments:stripe-*}", events = "invoice.paid",
			condition = "#payload.livemode and #payload.data.object.total > 100")
	void large(@WebhookPayload("/data/object/total") long total) {
		this.seen.add("large " + total);
	}

}
