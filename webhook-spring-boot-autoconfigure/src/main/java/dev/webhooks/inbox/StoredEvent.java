package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.request.EventFiles;

/**
 * An event as it is delivered from the inbox.
 */
final class StoredEvent implements WebhookEvent, SharedBytes {

	private final Message message;

	private final int attempt;

	private final byte[] body;

	private final byte @Nullable [] document;

	private final EventFiles files;

	StoredEvent(ClaimedDelivery delivery) {
		this(delivery, null);
	}

	/**
	 * Creates an event.
	 * @param decoded the document, or {@code null} if it is stored
	 */
	StoredEvent(ClaimedDelivery delivery, byte @Nullable [] decoded) {
		byte[] body = delivery.message().body();
		Assert.state(body != null, "The body was purged");
		this.message = delivery.message();
		this.attempt = delivery.attempt();
		this.body = body;
		this.document = (decoded != null) ? decoded : this.message.document();
		this.files = new EventFiles(StoredHead.isDocument(this.message.context()) ? null : contentType(), body);
	}

	@Override
	public String provider() {
		return this.message.channel();
	}

	@Override
	public List<String> types() {
		return this.message.types();
	}

	@Override
	public String id() {
		return this.message.key();
	}

	@Override
	public @Nullable String tenant() {
		return this.message.tenant();
	}

	@Override
	public @Nullable Instant occurredAt() {
		return this.message.occurredAt();
	}

	@Override
	public Instant receivedAt() {
		return this.message.receivedAt();
	}

	@Override
	public String method() {
		return StoredHead.method(this.message.context());
	}

	@Override
	public @Nullable String query() {
		return StoredHead.query(this.message.context());
	}

	@Override
	public Map<String, String> pathVariables() {
		return StoredHead.pathVariables(this.message.context());
	}

	@Override
	public WebhookHeaders headers() {
		return this.message.headers();
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
		return sharedPayload().clone();
	}

	@Override
	public byte[] sharedBody() {
		return this.body;
	}

	@Override
	public byte[] sharedPayload() {
		return (this.document != null) ? this.document : this.body;
	}

	@Override
	public @Nullable String payloadType() {
		boolean json = this.document != null || StoredHead.isDocument(this.message.context());
		return json ? "application/json" : contentType();
	}

	@Override
	public int attempt() {
		return this.attempt;
	}

	@Override
	public String toString() {
		return this.message.toString();
	}

}
