package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;

/**
 * The scheme {@code none}: whatever comes is taken for authentic.
 */
final class NoScheme implements SignatureScheme {

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		return new Verification.Verified(null);
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return Optional.of((request, now) -> request);
	}

	@Override
	public SchemeTraits traits() {
		return new SchemeTraits(SchemeTraits.Credential.NONE, List.of(), false, false);
	}

	@Override
	public boolean needsSecret() {
		return false;
	}

}
