package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a listener to say that trying again would not help: the delivery is dead at
 * once and can be retried by hand. Where events are processed inline it is a failure like
 * any other.
 */
public class NonRetryableWebhookException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what is wrong; no part of the payload
	 */
	public NonRetryableWebhookException(String message) {
		this(message, null);
	}

	/**
	 * Creates an exception.
	 * @param message what is wrong; no part of the payload
	 * @param cause the cause or {@code null}
	 */
	public NonRetryableWebhookException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
