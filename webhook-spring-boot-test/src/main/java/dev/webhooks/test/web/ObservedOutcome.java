package dev.webhooks.test.web;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Outcome of a request, and what it takes to find out why. Immutable.
 *
 * @param provider the provider
 * @param outcome the outcome
 * @param unverified the request, if it could not be verified
 * @param time when it was received
 */
record ObservedOutcome(WebhookProvider provider, ReceiveOutcome outcome, @Nullable WebhookRequest unverified,
		Instant time) {

	/**
	 * Finds out what is probably wrong with a request that could not be verified.
	 * @return the diagnosis, or {@code null} if there is none
	 */
	@Nullable String diagnosis() {
		return (this.unverified != null) ? this.provider.diagnose(this.unverified, this.time) : null;
	}

}
