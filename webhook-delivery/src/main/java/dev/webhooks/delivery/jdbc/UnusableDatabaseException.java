package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a database has the tables of the store and cannot do with them what the store
 * needs.
 */
public class UnusableDatabaseException extends WebhookException {

	UnusableDatabaseException(String message, Throwable cause) {
		super(message, cause);
	}

}
