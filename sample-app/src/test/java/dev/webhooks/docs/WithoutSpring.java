package dev.webhooks.docs;

import java.time.Clock;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

class WithoutSpring {

	private final WebhookProvider stripe = WebhookProvider.ofPreset("stripe")
		.secret(System.getenv("STRIPE_WEBHOOK_SECRET"))
		.with("signature.tolerance", "2m")
		.build();

	private final Clock clock = Clock.systemUTC();

	WebhookRequest sign(WebhookRequest request) {
		return this.stripe.signer().orElseThrow().sign(request, this.clock.instant());
	}

	VerifiedWebhookRequest verify(WebhookRequest request) {
		return this.stripe.verify(request, this.clock.instant());
	}

}
