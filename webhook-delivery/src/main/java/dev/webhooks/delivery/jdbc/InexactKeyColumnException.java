package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a column of the store takes different keys for the same, so that events would
 * be lost as duplicates.
 */
public class InexactKeyColumnException extends WebhookException {

	InexactKeyColumnException(String table, String column) {
		super("The column '%s' of the store's table '%s' passes over the case of letters".formatted(column, table),
				null);
	}

}
