package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;

/**
 * The one way from a {@link WebhookRequest} to a {@link VerifiedWebhookRequest}: a scheme
 * and the secrets to verify with. Immutable and safe for use by several threads.
 */
public final class RequestVerifier {

	private static final Duration RETRY_UNDETERMINED = Duration.ofSeconds(30);

	private final SignatureScheme scheme;

	private final List<Secret> secrets;

	private final SecretSource source;

	/**
	 * Creates a verifier.
	 * @param scheme the scheme
	 * @param secrets the secrets that are configured, newest first
	 */
	public RequestVerifier(SignatureScheme scheme, List<Secret> secrets) {
		this(scheme, secrets, SecretSource.NONE);
	}

	/**
	 * Creates a verifier.
	 * @param scheme the scheme
	 * @param secrets the secrets that are configured, newest first
	 * @param source knows more secrets
	 */
	public RequestVerifier(SignatureScheme scheme, List<Secret> secrets, SecretSource source) {
		this.scheme = scheme;
		this.secrets = List.copyOf(secrets);
		this.source = source;
	}

	/**
	 * Verifies a request.
	 * @param request the request
	 * @param now the current time
	 * @return the verified request
	 * @throws WebhookRejectedException if it is not authentic, or if that could not be
	 * found out
	 */
	public VerifiedWebhookRequest verify(WebhookRequest request, Instant now) {
		Verification verification = verdict(request, now);
		if (verification instanceof Verified verified) {
			return new VerifiedWebhookRequest(request, verified.secret());
		}
		if (verification instanceof Undetermined undetermined) {
			throw new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN, undetermined.detail(),
					RETRY_UNDETERMINED, undetermined.cause());
		}
		Refused refused = (Refused) verification;
		throw new WebhookRejectedException(refused.reason(), refused.detail());
	}

	/**
	 * What a scheme or a source of secrets throws says nothing of the request.
	 */
	private Verification verdict(WebhookRequest request, Instant now) {
		try {
			List<Secret> active = activeSecrets(request.head(), now);
			if (active.isEmpty() && this.scheme.needsSecret()) {
				return new Refused(RejectionReason.NO_SECRET, "There is no secret, or all are expired");
			}
			return this.scheme.verify(request, active, now);
		}
		catch (WebhookRejectedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Undetermined("The verification failed: " + ex.getClass().getName(), ex);
		}
	}

	private List<Secret> activeSecrets(WebhookRequestHead head, Instant now) {
		List<Secret> active = new ArrayList<>(this.secrets);
		active.addAll(this.source.secrets(head));
		active.removeIf((secret) -> !secret.isActive(now));
		return active;
	}

	/**
	 * The scheme.
	 * @return the scheme
	 */
	public SignatureScheme scheme() {
		return this.scheme;
	}

	/**
	 * The secrets that are configured, newest first, expired ones included.
	 * @return the secrets
	 */
	public List<Secret> secrets() {
		return this.secrets;
	}

}
