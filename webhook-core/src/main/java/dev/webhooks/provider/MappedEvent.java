package dev.webhooks.provider;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.EventFiles;
import dev.webhooks.request.LogText;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * An event as it was mapped from a verified request.
 */
final class MappedEvent implements WebhookEvent, SharedBytes {

	private final String provider;

	private final WebhookRequestHead head;

	private final List<String> types;

	private final String id;

	private final @Nullable String orderKey;

	private final @Nullable Instant occurredAt;

	private final byte[] body;

	private final byte[] payload;

	private final EventFiles files;

	private final boolean document;

	MappedEvent(String provider, VerifiedWebhookRequest verified, List<String> types, String id,
			@Nullable String orderKey, @Nullable Instant occurredAt, byte[] body, byte[] payload, boolean document) {
		this.provider = provider;
		this.head = verified.request().head();
		this.types = types;
		this.id = id;
		this.orderKey = orderKey;
		this.occurredAt = occurredAt;
		this.body = body;
		this.payload = payload;
		this.document = document;
		boolean whole = body == verified.request().body();
		this.files = new EventFiles(whole ? this.head.headers().first("Content-Type") : null, body);
	}

	@Override
	public String provider() {
		return this.provider;
	}

	@Override
	public List<String> types() {
		return this.types;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public @Nullable String tenant() {
		return this.head.tenant();
	}

	@Override
	public @Nullable String orderKey() {
		return this.orderKey;
	}

	@Override
	public @Nullable Instant occurredAt() {
		return this.occurredAt;
	}

	@Override
	public Instant receivedAt() {
		return this.head.receivedAt();
	}

	@Override
	public String method() {
		return this.head.method();
	}

	@Override
	public @Nullable String query() {
		return this.head.query();
	}

	@Override
	public Map<String, String> pathVariables() {
		return this.head.pathVariables();
	}

	@Override
	public WebhookHeaders headers() {
		return this.head.headers();
	}

	@Override
	public List<WebhookFile> files() {
		return this.files.get();
	}

	@Override
	public byte[] body() {
		return this.body.clone();
	}

	@Override
	public byte[] payload() {
		return this.payload.clone();
	}

	@Override
	public byte[] sharedBody() {
		return this.body;
	}

	@Override
	public byte[] sharedPayload() {
		return this.payload;
	}

	@Override
	public @Nullable String payloadType() {
		String contentType = contentType();
		boolean json = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
		return (this.document && !(json && this.payload == this.body)) ? "application/json" : contentType;
	}

	@Override
	public String toString() {
		return this.provider + " event " + LogText.of(this.id) + " of type " + LogText.of(type());
	}

}
