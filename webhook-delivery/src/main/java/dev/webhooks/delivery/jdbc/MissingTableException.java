package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a table of the store is not there or cannot be read.
 */
public class MissingTableException extends WebhookException {

	private final String table;

	MissingTableException(String table, Throwable cause) {
		super("The delivery store cannot read its table '" + table + "'", cause);
		this.table = table;
	}

	/**
	 * Name of the table.
	 * @return the name with its prefix
	 */
	public String table() {
		return this.table;
	}

}
