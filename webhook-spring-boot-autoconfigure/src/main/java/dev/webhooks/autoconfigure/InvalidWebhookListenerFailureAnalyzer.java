package dev.webhooks.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.webhooks.listener.InvalidWebhookListenerException;

/**
 * Explains an {@link InvalidWebhookListenerException}.
 */
final class InvalidWebhookListenerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidWebhookListenerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWebhookListenerException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
