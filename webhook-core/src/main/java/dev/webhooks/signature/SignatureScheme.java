package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;

import dev.webhooks.WebhookRequest;

/**
 * One way of signing requests: the object that verifies a signature also makes it.
 * Implementations are immutable and safe for use by several threads.
 */
public interface SignatureScheme {

	/**
	 * Verifies a request.
	 * @param request the request
	 * @param secrets the secrets that are not expired, newest first; each is to be tried
	 * @param now the current time
	 * @return the verdict
	 */
	Verification verify(WebhookRequest request, List<Secret> secrets, Instant now);

	/**
	 * Signs a request as the provider would.
	 * @param request the request without signature
	 * @param secret the secret
	 * @param now the time to sign for
	 * @return the request with everything that {@link #verify} looks for
	 * @throws UnsupportedOperationException if the scheme cannot sign
	 * @throws IllegalArgumentException if the request lacks something that is signed
	 */
	default WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		throw new UnsupportedOperationException("This scheme cannot sign");
	}

	/**
	 * Signs a bare text, for providers that have it signed to see who is there.
	 * @param token the text
	 * @param secret the secret
	 * @return the signature as the scheme writes it
	 * @throws UnsupportedOperationException if the scheme cannot
	 */
	default String signToken(String token, Secret secret) {
		throw new UnsupportedOperationException("This scheme signs no bare text");
	}

	/**
	 * Checks at start-up that a secret can be used.
	 * @param secret the secret
	 * @throws IllegalArgumentException if it cannot; the message completes "The secret
	 * cannot be used: …" and never shows the secret
	 */
	default void check(Secret secret) {
	}

	/**
	 * Whether requests are verified by means of a secret.
	 * @return whether a secret has to be configured
	 */
	default boolean needsSecret() {
		return true;
	}

}
