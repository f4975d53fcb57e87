package dev.webhooks.docs.providers;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class StandardUsers {

	@WebhookListener(provider = "standard-webhooks", events = "user.created")
	void created(@WebhookPayload("/data") User user, WebhookEvent event) {
		System.out.println(event.id() + ": user " + user.id());
	}

	record User(String id) {
	}

}
