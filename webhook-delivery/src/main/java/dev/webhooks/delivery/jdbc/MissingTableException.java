package dev.webhooks.delivery.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a table of the store is not there or cannot be read.
 */
public class MissingTableException extends WebhookException {

	private final String table;

	/**
	 * Creates an exception.
	 * @param table the name with its prefix
	 * @param cause what the database says
	 */
	public MissingTableException(String table, Throwable cause) {
		super("The store cannot read its table '" + table + "'", cause);
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
