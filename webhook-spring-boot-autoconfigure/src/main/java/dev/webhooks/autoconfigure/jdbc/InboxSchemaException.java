package dev.webhooks.autoconfigure.jdbc;

import org.springframework.jdbc.datasource.init.ScriptException;

import dev.webhooks.WebhookException;

/**
 * Says that the database does not run the script that makes the tables of the inbox.
 */
final class InboxSchemaException extends WebhookException {

	InboxSchemaException(ScriptException cause) {
		super("The database refuses the script that makes the tables of the inbox", cause);
	}

}
