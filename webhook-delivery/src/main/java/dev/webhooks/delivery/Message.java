package dev.webhooks.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.request.LogText;

/**
 * A message: what was received, or is to be sent, as it is stored.
 *
 * @param channel the name of the configured channel
 * @param tenant the tenant or {@code null}
 * @param key what redeliveries are recognised by: the id that the channel gave the event
 * @param types the names of the type, most specific first
 * @param occurredAt when the event happened, or {@code null} if that is not known
 * @param receivedAt when the request was received
 * @param headers the headers, without those that hold credentials
 * @param body the exact bytes of the body, not copied, or {@code null} if they were
 * purged
 * @param document the JSON document that a form holds, or {@code null} if the body itself
 * is what targets read
 * @param context what belongs to the thread that received the event and is to be restored
 * around its targets
 */
public record Message(String channel, @Nullable String tenant, String key, List<String> types,
		@Nullable Instant occurredAt, Instant receivedAt, WebhookHeaders headers, byte @Nullable [] body,
		byte @Nullable [] document, Map<String, String> context) {

	/**
	 * Size of the event in memory, roughly.
	 * @return the bytes of the body and the document
	 */
	public int size() {
		return ((this.body != null) ? this.body.length : 0) + ((this.document != null) ? this.document.length : 0);
	}

	/**
	 * Size of the event where it is stored, roughly and rather more.
	 * @return the bytes of all that is stored of it
	 */
	public long storedSize() {
		return StoredSize.of(this);
	}

	@Override
	public String toString() {
		return this.channel + " event " + LogText.of(this.key) + " of type " + LogText.of(this.types.get(0));
	}

}
