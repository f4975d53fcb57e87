package dev.webhooks.inbox.jdbc;

import dev.webhooks.WebhookException;

/**
 * Says that a table of the inbox is not there or cannot be read.
 */
public class MissingInboxTableException extends WebhookException {

	private final String table;

	MissingInboxTableException(String table, Throwable cause) {
		super("The inbox cannot read its table '" + table + "'", cause);
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
