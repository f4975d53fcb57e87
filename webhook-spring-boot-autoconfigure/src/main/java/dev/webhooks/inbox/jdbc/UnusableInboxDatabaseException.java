package dev.webhooks.inbox.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a database has the tables of the inbox and cannot do with them what the inbox
 * needs.
 */
public class UnusableInboxDatabaseException extends WebhookException {

	UnusableInboxDatabaseException(String message, Throwable cause) {
		super(message, cause);
	}

}
