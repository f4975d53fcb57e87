package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookException;

/**
 * Says that an event is larger than what the storage of the inbox takes.
 */
public class EventTooLargeException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 */
	public EventTooLargeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
