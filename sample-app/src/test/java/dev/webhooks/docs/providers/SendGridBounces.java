package dev.webhooks.docs.providers;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;

@Component
class SendGridBounces {

	@WebhookListener(provider = "sendgrid", events = { "bounce", "dropped" })
	void bounced(Bounce bounce) {
		System.out.println("No more mail to " + bounce.email() + ": " + bounce.reason());
	}

	record Bounce(String email, @Nullable String reason) {
	}

}
