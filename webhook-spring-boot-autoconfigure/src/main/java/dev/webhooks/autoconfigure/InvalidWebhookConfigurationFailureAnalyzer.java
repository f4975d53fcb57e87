package dev.webhooks.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidWebhookConfigurationException}.
 */
final class InvalidWebhookConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidWebhookConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWebhookConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
