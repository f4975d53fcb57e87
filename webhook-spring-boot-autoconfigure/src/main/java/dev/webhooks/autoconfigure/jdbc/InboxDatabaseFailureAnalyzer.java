package dev.webhooks.autoconfigure.jdbc;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;

import dev.webhooks.WebhookException;
import dev.webhooks.autoconfigure.inbox.InboxBeans;
import dev.webhooks.delivery.jdbc.UnsupportedDatabaseException;
import dev.webhooks.delivery.jdbc.UnusableDatabaseException;

/**
 * Explains that the inbox does not know a database, or that a database refuses the tables
 * of the inbox or what the inbox does with them, in the database's own words.
 */
final class InboxDatabaseFailureAnalyzer implements FailureAnalyzer {

	private static final String SCHEMA_ACTION = "Correct 'webhooks.inbox.jdbc.table-prefix' if it names a schema that "
			+ "is not there, let the database user create tables, or run the script in "
			+ "classpath:dev/webhooks/delivery/jdbc/ yourself and set 'webhooks.inbox.jdbc.initialize-schema' to 'never'.";

	private static final String USE_ACTION = "Use PostgreSQL, MySQL, MariaDB, or H2 without a compatibility mode, with "
			+ "a user who may read and write the tables and connections that are not read-only, or set "
			+ "'webhooks.inbox.type' to 'none' to do without an inbox.";

	private static final String KIND_ACTION = "Set 'webhooks.inbox.type' to 'none' to do without an inbox, or to 'memory' "
			+ "for one that is lost when the application ends, or name the DataSource of a database that is supported in "
			+ "'" + InboxBeans.DATA_SOURCE + "'.";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InboxSchemaException schema) {
				return analysis(schema, SCHEMA_ACTION);
			}
			if (cause instanceof UnusableDatabaseException unusable) {
				return analysis(unusable, USE_ACTION);
			}
			if (cause instanceof UnsupportedDatabaseException unsupported) {
				return new FailureAnalysis(unsupported.getMessage() + ".", KIND_ACTION, unsupported);
			}
		}
		return null;
	}

	private static FailureAnalysis analysis(WebhookException failure, String action) {
		Throwable reason = NestedExceptionUtils.getMostSpecificCause(failure);
		return new FailureAnalysis(failure.getMessage() + ": " + reason.getMessage(), action, failure);
	}

}
