package dev.webhooks.delivery;

import dev.webhooks.WebhookException;

/**
 * Says that the caller's transaction is none that messages can be appended in: there is
 * none, it may only read, or it is one of another database.
 */
public class UnsuitableTransactionException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what is wrong, and what to do about it
	 */
	public UnsuitableTransactionException(String message) {
		super(message, null);
	}

}
