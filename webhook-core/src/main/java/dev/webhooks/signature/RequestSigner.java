package dev.webhooks.signature;

import java.time.Instant;

import dev.webhooks.WebhookRequest;

/**
 * Signs requests as a provider would, with a secret of its own. Implementations are
 * immutable and safe for use by several threads.
 */
@FunctionalInterface
public interface RequestSigner {

	/**
	 * Signs a request.
	 * @param request the request without signature
	 * @param now the time to sign for
	 * @return the request with everything that its scheme looks for
	 * @throws IllegalArgumentException if the request lacks something that is signed, or
	 * the secret is none to sign with
	 * @throws IllegalStateException if there is no secret, or all are expired
	 */
	WebhookRequest sign(WebhookRequest request, Instant now);

}
