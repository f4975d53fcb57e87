package dev.webhooks.autoconfigure.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.webhooks.delivery.jdbc.InexactKeyColumnException;

/**
 * Explains an {@link InexactKeyColumnException}.
 */
final class InexactKeyColumnFailureAnalyzer extends AbstractFailureAnalyzer<InexactKeyColumnException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InexactKeyColumnException cause) {
		return new FailureAnalysis(cause.getMessage() + ", so that different events would be taken for one.",
				"Give the column the collation that it has in the script of your database in "
						+ "classpath:dev/webhooks/delivery/jdbc/, or let the script make the tables anew.",
				cause);
	}

}
