package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a database has the tables of the store and cannot do with them what the store
 * needs.
 */
public class UnusableDatabaseException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what it cannot do
	 * @param cause what the database says
	 */
	public UnusableDatabaseException(String message, Throwable cause) {
		super(message, cause);
	}

}
