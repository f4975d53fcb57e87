package dev.webhooks.autoconfigure.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

import dev.webhooks.delivery.jdbc.MissingTableException;

/**
 * Explains a {@link MissingTableException}, with the error of the database itself.
 */
final class MissingInboxTableFailureAnalyzer extends AbstractFailureAnalyzer<MissingTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingTableException cause) {
		return new FailureAnalysis(
				cause.getMessage() + ": " + NestedExceptionUtils.getMostSpecificCause(cause).getMessage(),
				"Set 'webhooks.inbox.jdbc.initialize-schema' to 'always', or run the script of your database in "
						+ "classpath:dev/webhooks/delivery/jdbc/ (as a migration of Flyway or Liquibase, for example). "
						+ "Set 'webhooks.inbox.type' to 'none' to do without an inbox.",
				cause);
	}

}
