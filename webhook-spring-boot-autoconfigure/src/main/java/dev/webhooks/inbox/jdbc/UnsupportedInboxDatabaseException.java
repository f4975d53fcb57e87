package dev.webhooks.inbox.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a database is of a kind that the inbox does not know.
 */
public class UnsupportedInboxDatabaseException extends WebhookException {

	UnsupportedInboxDatabaseException(String product) {
		super("The inbox knows PostgreSQL, MySQL, MariaDB and H2; %s is not supported".formatted(product), null);
	}

}
