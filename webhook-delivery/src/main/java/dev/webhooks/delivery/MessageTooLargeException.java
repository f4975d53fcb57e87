package dev.webhooks.delivery;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookException;

/**
 * Says that an event is larger than what the storage of the store takes.
 */
public class MessageTooLargeException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 */
	public MessageTooLargeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
