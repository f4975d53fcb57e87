package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookException;

/**
 * Says that the storage of the inbox cannot be reached, whatever is to be stored.
 */
public class InboxUnavailableException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 */
	public InboxUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
