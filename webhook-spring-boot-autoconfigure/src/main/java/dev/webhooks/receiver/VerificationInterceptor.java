package dev.webhooks.receiver;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Is told the verdict on each request, and may refuse one that was verified. Interceptors
 * are beans, ordered by {@link org.springframework.core.annotation.Order}; those of the
 * library come first. Implementations must be safe for use by several threads.
 */
public interface VerificationInterceptor {

	/**
	 * Is called with each verified request, before anything is made of it.
	 * @param provider the provider
	 * @param verified the request
	 * @throws WebhookRejectedException if the request is not to be processed
	 */
	default void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
	}

	/**
	 * Is called with each request that could not be verified, before {@link #refused}.
	 * @param provider the provider
	 * @param request the request, which anybody may have made
	 * @param ex why it is refused
	 */
	default void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
	}

	/**
	 * Is called when a request is refused.
	 * @param provider the provider
	 * @param head the head of the request
	 * @param ex why it is refused
	 */
	default void refused(WebhookProvider provider, WebhookRequestHead head, WebhookRejectedException ex) {
	}

}
