package dev.webhooks.delivery;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookException;

/**
 * Says that the storage of the store cannot be reached, whatever is to be stored.
 */
public class StoreUnavailableException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 */
	public StoreUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
