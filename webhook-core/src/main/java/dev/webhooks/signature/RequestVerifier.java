package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.secret.Decoy;
import dev.webhooks.secret.LiveSecrets;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;
import dev.webhooks.tenant.Tenancy;

/**
 * The one way from a {@link WebhookRequest} to a {@link VerifiedWebhookRequest}: a scheme
 * and the secrets to verify with. Safe for use by several threads.
 */
public final class RequestVerifier {

	private static final Duration RETRY_UNDETERMINED = Duration.ofSeconds(30);

	private final SignatureScheme scheme;

	private final RequestParser parser;

	private final Tenancy tenancy;

	private final LiveSecrets secrets;

	private final List<Secret> decoys;

	/**
	 * Creates a verifier.
	 * @param scheme the scheme
	 * @param secrets the secrets that are configured, newest first
	 */
	public RequestVerifier(SignatureScheme scheme, List<Secret> secrets) {
		this(scheme, secrets, SecretSource.NONE, Tenancy.OF_HEAD, scheme.parser());
	}

	/**
	 * Creates a verifier.
	 * @param scheme the scheme
	 * @param secrets the secrets that are configured, newest first
	 * @param source knows more secrets
	 * @param tenancy tells whose secrets are asked for
	 * @param parser reads what the scheme and the tenancy do
	 */
	@Internal
	public RequestVerifier(SignatureScheme scheme, List<Secret> secrets, SecretSource source, Tenancy tenancy,
			RequestParser parser) {
		this.scheme = scheme;
		this.parser = parser;
		this.tenancy = tenancy;
		this.secrets = new LiveSecrets(secrets, source);
		this.decoys = Collections.nCopies(this.secrets.readings(), Decoy.of(scheme::check));
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
		return verify(this.parser.parse(request), now);
	}

	/**
	 * Verifies a request that others read too.
	 * @param parsed the request, prepared for all that the scheme reads
	 * @param now the current time
	 * @return the verified request
	 * @throws WebhookRejectedException if it is not authentic, or if that could not be
	 * found out
	 */
	@Internal
	public VerifiedWebhookRequest verify(ParsedRequest parsed, Instant now) {
		List<Secret> known = List.of();
		Verification verification;
		try {
			this.tenancy.identify(parsed);
			known = this.secrets.of(parsed.request());
			verification = verdict(this.scheme, parsed, activeOf(known, now), now);
			if (verification instanceof Refused) {
				this.secrets.source().checkRefusal(parsed.request());
			}
		}
		catch (WebhookRejectedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// What a scheme or a source of secrets throws says nothing of the request
			verification = failure(ex);
		}
		if (verification instanceof Verified verified) {
			this.secrets.source().verified(parsed.request());
			return new VerifiedWebhookRequest(parsed.request(), verified.secret(), indexOf(verified.secret(), known));
		}
		throw rejection(verification);
	}

	private static WebhookRejectedException rejection(Verification verification) {
		if (verification instanceof Undetermined undetermined) {
			return new WebhookRejectedException(undetermined.reason(), undetermined.detail(), RETRY_UNDETERMINED,
					undetermined.cause());
		}
		Refused refused = (Refused) verification;
		return new WebhookRejectedException(refused.reason(), refused.detail());
	}

	private Verification verdict(SignatureScheme scheme, ParsedRequest request, List<Secret> active, Instant now) {
		if (!active.isEmpty() || !scheme.needsSecret()) {
			return scheme.verify(request, Secret.readingsOf(active), now);
		}
		Refused unknown = new Refused(RejectionReason.NO_SECRET, "There is no secret, or all are expired");
		try {
			Verification decoyed = scheme.verify(request, this.decoys, now);
			boolean compared = decoyed instanceof Verified
					|| decoyed instanceof Refused refused && refused.reason() == RejectionReason.SIGNATURE_MISMATCH;
			return compared ? unknown : decoyed;
		}
		catch (RuntimeException ex) {
			return unknown;
		}
	}

	private static int indexOf(@Nullable Secret secret, List<Secret> known) {
		for (int i = 0; i < known.size(); i++) {
			if (secret != null && known.get(i).reads(secret)) {
				return i;
			}
		}
		return -1;
	}

	private static List<Secret> activeOf(List<Secret> known, Instant now) {
		for (Secret secret : known) {
			if (!secret.isActive(now)) {
				return known.stream().filter((each) -> each.isActive(now)).toList();
			}
		}
		return known;
	}

	/**
	 * Finds what signs requests with the newest of the configured secrets.
	 * @return the signer, or empty if who verifies cannot sign
	 */
	public Optional<RequestSigner> signer() {
		if (!this.scheme.isSymmetric() || this.scheme.signer(this.decoys.get(0)).isEmpty()) {
			return Optional.empty();
		}
		return Optional.of((request, now) -> {
			Secret secret = this.scheme.needsSecret() ? this.secrets.newest(now) : this.decoys.get(0);
			Assert.state(secret != null, "There is no secret to sign with, or all are expired");
			return this.scheme.signer(secret).orElseThrow().sign(request, now);
		});
	}

	/**
	 * Tells whether the scheme signs bare texts.
	 * @return whether {@link SignatureScheme#tokenSigner} finds something
	 */
	public boolean signsTokens() {
		return this.scheme.tokenSigner(this.decoys.get(0)).isPresent();
	}

	/**
	 * Verifies a request, for who explains why it is refused, without asking anybody.
	 * @param request the request
	 * @param now the current time
	 * @return the verdict
	 */
	@Internal
	public Verification verdict(WebhookRequest request, Instant now) {
		ParsedRequest parsed = this.parser.parse(request);
		this.tenancy.identify(parsed);
		return verdict(this.scheme.local(), parsed, activeOf(this.secrets.of(parsed.request()), now), now);
	}

	/**
	 * Has the head of a request name its tenant, for who explains why it is refused.
	 * @param request the request
	 * @return the same request, whose tenant is a stranger's word
	 */
	@Internal
	public WebhookRequest identified(WebhookRequest request) {
		ParsedRequest parsed = this.parser.parse(request);
		this.tenancy.identify(parsed);
		return parsed.request();
	}

	/**
	 * Finds the secret to sign an answer to a request with.
	 * @param request the request, not verified
	 * @param now the current time
	 * @return the newest secret of its tenant, or {@code null} if there is none
	 * @throws WebhookRejectedException if it cannot be found out now
	 */
	@Internal
	public @Nullable Secret newest(ParsedRequest request, Instant now) {
		return activeOf(secretsOf(request), now).stream().findFirst().orElse(null);
	}

	/**
	 * Finds all secrets that a request may be signed or encrypted with.
	 * @param request the request, not verified, whose head then names its tenant
	 * @return the secrets, newest first, expired ones included
	 * @throws WebhookRejectedException if they cannot be found out now
	 */
	@Internal
	public List<Secret> secretsOf(ParsedRequest request) {
		try {
			this.tenancy.identify(request);
			return this.secrets.of(request.request());
		}
		catch (WebhookRejectedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw rejection(failure(ex));
		}
	}

	private static Undetermined failure(RuntimeException ex) {
		return new Undetermined("The verification failed: " + ex.getClass().getName(), ex);
	}

	/**
	 * Parser of the values that are read for verifying, beside the head of a request and
	 * the bytes of its body.
	 * @return the parser
	 */
	@Internal
	public RequestParser parser() {
		return this.parser;
	}

	/**
	 * How tenants are told apart.
	 * @return the tenancy
	 */
	@Internal
	public Tenancy tenancy() {
		return this.tenancy;
	}

	/**
	 * The scheme by which requests are verified with the secrets.
	 * @return the scheme
	 */
	public SignatureScheme scheme() {
		return this.scheme;
	}

	/**
	 * The secrets to verify and to sign with.
	 * @return the secrets as they are at the time
	 */
	@Internal
	public LiveSecrets secrets() {
		return this.secrets;
	}

}
