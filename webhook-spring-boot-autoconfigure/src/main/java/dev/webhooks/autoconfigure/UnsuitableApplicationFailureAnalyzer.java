package dev.webhooks.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link UnsuitableApplicationException}.
 */
final class UnsuitableApplicationFailureAnalyzer extends AbstractFailureAnalyzer<UnsuitableApplicationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsuitableApplicationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
