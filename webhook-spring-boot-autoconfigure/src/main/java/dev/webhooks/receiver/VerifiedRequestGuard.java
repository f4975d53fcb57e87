package dev.webhooks.receiver;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Decides whether a request that was verified is processed. Guards are beans, ordered by
 * {@link org.springframework.core.annotation.Order}; that of the rate limits comes first.
 * Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface VerifiedRequestGuard {

	/**
	 * Checks a request.
	 * @param provider the provider
	 * @param verified the request
	 * @throws dev.webhooks.WebhookRejectedException if it is not to be processed
	 */
	void check(WebhookProvider provider, VerifiedWebhookRequest verified);

}
