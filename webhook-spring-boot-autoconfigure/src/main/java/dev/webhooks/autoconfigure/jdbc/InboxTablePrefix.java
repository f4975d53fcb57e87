package dev.webhooks.autoconfigure.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;

/**
 * Prefix of the names of the tables of the inbox, a schema included. Immutable.
 *
 * @param value the prefix
 */
record InboxTablePrefix(String value) {

	private static final String NAME = "(?<name>" + JdbcStorage.DEFAULT_TABLE_PREFIX + ")";

	private static final Pattern TABLES = Pattern.compile("(?<=CREATE TABLE IF NOT EXISTS | ON )" + NAME);

	private static final Pattern INDEXES = Pattern.compile("(?<=CREATE INDEX IF NOT EXISTS |CONSTRAINT )" + NAME);

	/**
	 * Checks a prefix.
	 * @throws InvalidWebhookConfigurationException if no name can begin with it
	 */
	static InboxTablePrefix of(String value) {
		if (!JdbcStoreSettings.isTablePrefix(value)) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.jdbc.table-prefix",
					"'%s' is not what the name of a table can begin with.".formatted(value),
					"Use letters, digits and '_', with a schema and a '.' before them if need be, such as "
							+ "'hooks.webhook_'.");
		}
		return new InboxTablePrefix(value);
	}

	/**
	 * Puts this prefix in the place of the usual one in a script. Indexes and constraints
	 * are in the schema of their table, and those within a MySQL table keep their names.
	 */
	String in(String script) {
		String own = this.value.substring(this.value.lastIndexOf('.') + 1);
		return INDEXES.matcher(TABLES.matcher(script).replaceAll(Matcher.quoteReplacement(this.value)))
			.replaceAll(Matcher.quoteReplacement(own));
	}

}
