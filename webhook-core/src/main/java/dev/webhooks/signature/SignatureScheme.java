package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.secret.Secret;

/**
 * One way of signing requests, which knows how to verify them. Implementations are
 * immutable and safe for use by several threads.
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
	 * Verifies a request that others read too, so that nothing of it is parsed twice.
	 * @param request the request, prepared for all that {@link #parser} reads
	 * @param secrets the secrets that are not expired, newest first; each is to be tried
	 * @param now the current time
	 * @return the verdict
	 */
	@Internal
	default Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		return verify(request.request(), secrets, now);
	}

	/**
	 * Parser of the values that this scheme reads beside its head and the bytes of its
	 * body.
	 * @return the parser
	 */
	@Internal
	default RequestParser parser() {
		return RequestParser.NONE;
	}

	/**
	 * Traits of this scheme for the diagnosis of a refused request.
	 * @return the traits
	 */
	@Internal
	default SchemeTraits traits() {
		return SchemeTraits.UNKNOWN;
	}

	/**
	 * The schemes that differ from this one in a setting that is easily mistaken, for the
	 * diagnosis of a refused request.
	 * @return the schemes, by the settings that they need: "'key' to value"
	 */
	@Internal
	default Map<String, SignatureScheme> relatives() {
		return Map.of();
	}

	/**
	 * The part of this scheme that decides by what is here, without asking anybody, for
	 * the diagnosis of a refused request.
	 * @return the scheme
	 */
	@Internal
	default SignatureScheme local() {
		return this;
	}

	/**
	 * Finds what signs requests as the provider does.
	 * @param secret the secret, or of a key pair the private key: with the public key the
	 * signer is there and fails
	 * @return the signer, or empty if this scheme only verifies, as {@code jwt} does with
	 * keys of others
	 */
	default Optional<RequestSigner> signer(Secret secret) {
		return Optional.empty();
	}

	/**
	 * Finds what signs bare texts, for providers that have one signed to see who is
	 * there.
	 * @param secret the secret
	 * @return the signer, or empty if this scheme signs no bare texts
	 */
	default Optional<TokenSigner> tokenSigner(Secret secret) {
		return Optional.empty();
	}

	/**
	 * Whether one secret both verifies and signs.
	 * @return {@code false} where the provider has a private key that nobody else knows
	 */
	default boolean isSymmetric() {
		return true;
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
	 * Whether requests are verified by means of a secret. A scheme that needs none says
	 * so here: the start then asks for no secret, and {@link #verify} is called with
	 * those that are configured, or with none.
	 * @return whether a secret has to be configured
	 */
	default boolean needsSecret() {
		return true;
	}

}
