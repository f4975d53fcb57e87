package dev.webhooks.test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureScheme;

/**
 * Choice of the secret that a request is signed with. Not safe for use by several
 * threads.
 */
@Internal
public final class RequestSigning {

	private final WebhookProvider provider;

	private final @Nullable SigningKeys keys;

	private @Nullable String secret;

	private boolean oldest;

	/**
	 * Creates a choice of the newest secret.
	 * @param provider the provider, as its receiver has it
	 * @param keys the keys to sign with; {@code null} for the newest secret of the
	 * provider
	 */
	public RequestSigning(WebhookProvider provider, @Nullable SigningKeys keys) {
		this.provider = provider;
		this.keys = keys;
	}

	/**
	 * Chooses another secret.
	 * @param secret the secret as the provider shows it, or a private key
	 */
	public void with(String secret) {
		this.secret = secret;
		this.oldest = false;
	}

	void withOldest() {
		this.secret = null;
		this.oldest = true;
	}

	/**
	 * Signs a request.
	 * @param request the request without signature
	 * @param now the time of signing
	 * @return the signed request
	 * @throws IllegalStateException if it cannot be signed here
	 */
	public WebhookRequest sign(WebhookRequest request, Instant now) {
		return signer(request, now)
			.orElseThrow(() -> new IllegalStateException(
					"Only " + this.provider + " can sign its requests: there is no way to make its signatures here"))
			.sign(request, now);
	}

	private Optional<RequestSigner> signer(WebhookRequest request, Instant now) {
		if (this.secret != null) {
			return signer(this.secret);
		}
		SignatureScheme scheme = this.provider.verifier().scheme();
		if (this.keys != null && !this.oldest) {
			return signer(this.keys.signing());
		}
		if (!scheme.needsSecret()) {
			return this.provider.signer();
		}
		if (!scheme.isSymmetric()) {
			throw new IllegalStateException("Requests of " + this.provider
					+ " are signed with a private key: sign with that, or with keys of the test");
		}
		return this.provider.signer(known(request, now));
	}

	private Optional<RequestSigner> signer(String secret) {
		return this.provider.signer(this.provider.traits().secret(secret, keyId()));
	}

	private @Nullable String keyId() {
		return (this.keys != null) ? this.keys.keyId()
				: this.provider.verifier().secrets().configured().stream().findFirst().map(Secret::keyId).orElse(null);
	}

	/**
	 * The secret among those that the receiver knows, of the tenant that the request
	 * names.
	 */
	private Secret known(WebhookRequest request, Instant now) {
		RequestVerifier verifier = this.provider.verifier();
		List<Secret> active = verifier.secretsOf(verifier.parser().parse(request))
			.stream()
			.filter((secret) -> secret.isActive(now))
			.toList();
		if (active.isEmpty()) {
			throw new IllegalStateException("There is no secret of " + this.provider + " that is not expired");
		}
		return active.get(this.oldest ? active.size() - 1 : 0);
	}

}
