package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a database is of a kind that the store does not know.
 */
public class UnsupportedDatabaseException extends WebhookException {

	UnsupportedDatabaseException(String product) {
		super("The delivery store knows PostgreSQL, MySQL, MariaDB and H2; %s is not supported".formatted(product),
				null);
	}

}
