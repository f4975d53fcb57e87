package dev.webhooks.inbox;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.delivery.Message;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * The events that are stored as they came, and are decoded again when they are delivered.
 * Which they are is stored with each, so that the setting may change. Safe for use by
 * several threads.
 */
@Internal
public final class EncodedEvents {

	private static final String KEY = "webhook.payload";

	private static final Map<String, String> MARK = Map.of(KEY, "received");

	private final WebhookProviders providers;

	EncodedEvents(WebhookProviders providers) {
		this.providers = providers;
	}

	/**
	 * Mark that is stored with the event of a provider, so that it is decoded.
	 * @param provider the provider
	 * @return values for the context of the message; none if there is nothing to decode
	 */
	public static Map<String, String> markOf(WebhookProvider provider) {
		return provider.documents().areStoredAsReceived() ? MARK : Map.of();
	}

	/**
	 * Decodes the document of a message.
	 * @return the document, or {@code null} if it is stored as it is
	 * @throws WebhookPayloadException if it cannot be decoded any more
	 * @throws IllegalStateException if it cannot be decoded now
	 */
	byte @Nullable [] documentOf(Message message) {
		byte[] body = message.body();
		if (body == null || !message.context().containsKey(KEY)) {
			return null;
		}
		WebhookProvider provider = this.providers.find(message.channel());
		if (provider == null) {
			// It may be switched off for a while
			throw new IllegalStateException("The event is stored as it came, and nobody can decode it: there is no "
					+ "provider '" + message.channel() + "'");
		}
		try {
			return provider.documents().decodeStored(new WebhookRequest(headOf(message), body));
		}
		catch (WebhookRejectedException ex) {
			if (ex.reason() == RejectionReason.VERDICT_UNKNOWN) {
				throw new IllegalStateException("The event is stored as it came, and cannot be decoded now", ex);
			}
			throw new WebhookPayloadException(
					"The event is stored as it came, and cannot be decoded with the keys of today", ex);
		}
	}

	private static WebhookRequestHead headOf(Message message) {
		Map<String, String> values = message.context();
		return WebhookRequestHead.builder(StoredHead.method(values), "https://localhost")
			.query(StoredHead.query(values))
			.pathVariables(StoredHead.pathVariables(values))
			.headers(message.headers())
			.build();
	}

}
