package dev.webhooks.autoconfigure.security;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.security.web.UnreachableFilterChainException;

/**
 * Explains that a filter chain of the application matches any request and comes before
 * the one that lets webhooks through.
 */
final class UnreachableWebhooksFailureAnalyzer extends AbstractFailureAnalyzer<UnreachableFilterChainException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnreachableFilterChainException cause) {
		if (!cause.getUnreachableFilterChain().toString().contains("'webhookSecurityFilterChain'")) {
			return null;
		}
		return new FailureAnalysis("A SecurityFilterChain of the application matches any request and comes before "
				+ "'webhookSecurityFilterChain', which lets requests to the paths of webhook providers through.",
				"Give your chain a later @Order than Ordered.HIGHEST_PRECEDENCE or a securityMatcher. If it is to decide "
						+ "about webhooks too, set 'webhooks.security.enabled' to false.",
				cause);
	}

}
