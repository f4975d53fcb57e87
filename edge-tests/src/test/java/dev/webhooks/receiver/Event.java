package dev.webhooks.receiver;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;

/**
 * An event of which only the identity matters.
 */
record Event(String provider, @Nullable String tenant, String id) implements WebhookEvent {

	static Event of(String id) {
		return new Event("acme", null, id);
	}

	@Override
	public List<String> types() {
		return List.of("test");
	}

	@Override
	public @Nullable Instant occurredAt() {
		return null;
	}

	@Override
	public Instant receivedAt() {
		return Instant.EPOCH;
	}

	@Override
	public WebhookHeaders headers() {
		return WebhookHeaders.of();
	}

	@Override
	public byte[] body() {
		return new byte[0];
	}

}
