package dev.webhooks.guard;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Tells which verified requests are counted together against
 * {@code rate-limit.requests-per-minute}. By default those of each tenant are; a bean of
 * this type decides otherwise. Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface RateLimitKeyResolver {

	/**
	 * Finds what a request counts for.
	 * @param provider the provider
	 * @param verified the request
	 * @return the key
	 */
	RateLimitKey resolve(WebhookProvider provider, VerifiedWebhookRequest verified);

	/**
	 * Counts the requests of each tenant together.
	 * @return the resolver that is used where the application has none
	 */
	static RateLimitKeyResolver eachTenant() {
		return (provider, verified) -> RateLimitKey.verified(provider.name(), verified.request().head().tenant());
	}

}
