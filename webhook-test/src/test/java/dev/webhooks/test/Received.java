package dev.webhooks.test;

import java.time.Instant;
import java.util.List;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;

/**
 * Receives requests as an application does, as far as the core goes.
 */
final class Received {

	private Received() {
	}

	static List<WebhookEvent> events(WebhookProvider provider, SignedRequest signed, Instant now) {
		return events(provider, signed.toWebhookRequest(), now);
	}

	static List<WebhookEvent> events(WebhookProvider provider, WebhookRequest request, Instant now) {
		TestProviders.receiving(request);
		ParsedRequest parsed = provider.parse(request);
		return provider.events(provider.verify(parsed, now), parsed);
	}

}
