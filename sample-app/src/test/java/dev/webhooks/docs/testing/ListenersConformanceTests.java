package dev.webhooks.docs.testing;

import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Autowired;

import dev.webhooks.test.WebhookRequestBuilder;
import dev.webhooks.test.autoconfigure.WebhookTest;
import dev.webhooks.test.conformance.WebhookConformance;
import dev.webhooks.test.web.WebhookRequests;

@WebhookTest(value = Payments.class, properties = "webhooks.inbox.type=memory")
class ListenersConformanceTests extends WebhookConformance {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	Payments payments;

	@Override
	protected List<? extends WebhookRequestBuilder<?>> events() {
		return List
			.of(this.webhooks.provider("stripe").event("payment_intent.succeeded").set("/data/object/id", "pi_1"));
	}

	@Override
	protected Object state() {
		return Set.copyOf(this.payments.paid);
	}

	@Override
	protected void reset() {
		this.payments.paid.clear();
	}

}
