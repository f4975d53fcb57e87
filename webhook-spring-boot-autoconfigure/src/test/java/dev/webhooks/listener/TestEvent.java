package dev.webhooks.listener;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;

/**
 * An event for tests.
 */
record TestEvent(String provider, List<String> types, WebhookHeaders headers, byte[] body, byte[] payload,
		@Nullable String payloadType) implements WebhookEvent {

	static TestEvent of(String provider, String... types) {
		return json("{}").with(provider, types);
	}

	static TestEvent json(String payload) {
		return bytes(payload.getBytes(StandardCharsets.UTF_8));
	}

	static TestEvent bytes(byte[] payload) {
		return new TestEvent("acme", List.of("order.paid"), WebhookHeaders.of(), payload, payload, "application/json");
	}

	static TestEvent form(String fields) {
		return json(fields).withPayload(fields, "application/x-www-form-urlencoded; charset=utf-8");
	}

	TestEvent with(String provider, String... types) {
		return new TestEvent(provider, List.of(types), this.headers, this.body, this.payload, this.payloadType);
	}

	TestEvent withHeaders(String... namesAndValues) {
		return new TestEvent(this.provider, this.types, WebhookHeaders.of(namesAndValues), this.body, this.payload,
				this.payloadType);
	}

	TestEvent withPayload(String payload, @Nullable String payloadType) {
		return new TestEvent(this.provider, this.types, this.headers, this.body,
				payload.getBytes(StandardCharsets.UTF_8), payloadType);
	}

	@Override
	public String id() {
		return "evt_1";
	}

	@Override
	public @Nullable Instant occurredAt() {
		return null;
	}

	@Override
	public Instant receivedAt() {
		return Instant.EPOCH;
	}

}
