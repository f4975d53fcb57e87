package dev.webhooks.guard;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * Checks the head of a request before its body is read. Guards are beans, ordered by
 * {@link org.springframework.core.annotation.Order}; those of the library come first.
 * Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface WebhookGuard {

	/**
	 * Checks a request.
	 * @param provider the provider whose path was called
	 * @param head the head of the request
	 * @throws WebhookRejectedException if the request is not to be read
	 */
	void check(WebhookProvider provider, WebhookRequestHead head);

}
