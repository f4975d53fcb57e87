package dev.webhooks.provider;

import java.time.Instant;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A program that signs and verifies a request as Stripe does, without Spring Boot and
 * without a container.
 */
final class PlainSignature {

	private PlainSignature() {
	}

	public static void main(String[] arguments) {
		Instant now = Instant.parse("2026-03-01T12:00:00Z");
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret("whsec_of_thirty-two_characters...").build();
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/stripe").build(), arguments[0]);
		WebhookRequest signed = stripe.signer().orElseThrow().sign(request, now);
		System.out.println(signed.headers().first("Stripe-Signature"));
		stripe.events(stripe.verify(signed, now), stripe.parse(signed))
			.forEach((event) -> System.out.println(event.type() + " " + event.id()));
	}

}
