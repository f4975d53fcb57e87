package dev.webhooks.signature.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.LogText;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.Verification.Refused;

/**
 * Finds out why a request was refused, for the log: by what its scheme says, and by trial
 * of what would have made it authentic, within limits. What it finds never makes it so.
 * Safe for use by several threads.
 */
@Internal
public final class RefusalDiagnosis {

	/** No clock is that wrong: the time was read in another unit. */
	private static final Duration ABSURD = Duration.ofDays(3650);

	private final RequestVerifier verifier;

	private final Function<WebhookHeaders, @Nullable String> owners;

	/**
	 * Creates a diagnosis.
	 * @param verifier the verifier that refuses requests
	 * @param owners tells whose signature headers carry, or {@code null} if nobody's
	 */
	public RefusalDiagnosis(RequestVerifier verifier, Function<WebhookHeaders, @Nullable String> owners) {
		this.verifier = verifier;
		this.owners = owners;
	}

	/**
	 * Explains why a request is refused.
	 * @param request the request
	 * @param now the current time
	 * @return what the log should say, with keys below the provider in quotation marks;
	 * no secret, signature or part of a body; {@code null} if the request is not refused,
	 * or nothing can be said
	 */
	public @Nullable String explain(WebhookRequest request, Instant now) {
		try {
			WebhookRequest identified = this.verifier.identified(request);
			return (this.verifier.verdict(identified, now) instanceof Refused refused)
					? explain(identified, refused, now) : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private @Nullable String explain(WebhookRequest request, Refused refused, Instant now) {
		SchemeTraits traits = this.verifier.scheme().traits();
		AnnouncedBody body = new AnnouncedBody(request);
		if (refused.advice() == null && refused.age() == null && body.isLost() && mayLack(traits, request)) {
			return body.lost();
		}
		return switch (refused.reason()) {
			case SIGNATURE_MISSING, SIGNATURE_MALFORMED ->
				new UnreadSignature(traits, this.owners).explain(request, refused);
			case TIMESTAMP_TOO_OLD, TIMESTAMP_IN_FUTURE -> explainTime(request, refused, now);
			case NO_SECRET, SIGNATURE_MISMATCH -> explainMismatch(traits, request, refused, now);
			default -> null;
		};
	}

	/** A request without its signature is that, whatever became of its body. */
	private static boolean mayLack(SchemeTraits traits, WebhookRequest request) {
		boolean reads = traits.readsBody() || traits.credential() == Credential.UNKNOWN;
		return reads && (traits.headers().isEmpty() || UnreadSignature.carries(traits, request));
	}

	private String explainTime(WebhookRequest request, Refused refused, Instant now) {
		Duration age = refused.age();
		if (age == null) {
			return said(refused);
		}
		if (age.abs().compareTo(ABSURD) > 0) {
			return "the time is years away from that of this clock: 'signature.timestamp-unit' is probably another one";
		}
		String skew = age.isNegative() ? "%s s ahead of this clock".formatted(age.negated().toSeconds())
				: "%s s behind this clock".formatted(age.toSeconds());
		Trials trials = new Trials(this.verifier.scheme().local(), now.minus(age));
		List<Secret> known = this.verifier.secrets().of(request);
		return trials.verifies(request, known)
				? "the signature is right but " + skew
						+ ": the clocks differ, or the request was held up or is a replay. "
						+ "Compare the clocks; 'signature.tolerance' says how far they may be apart"
				: "the time is " + skew + ", and the signature does not match either";
	}

	private String explainMismatch(SchemeTraits traits, WebhookRequest request, Refused refused, Instant now) {
		boolean own = traits.credential() == Credential.UNKNOWN && refused.reason() != RejectionReason.NO_SECRET;
		if (own) {
			return UnreadSignature.ofOwnScheme(refused);
		}
		List<Secret> known = this.verifier.secrets().of(request);
		if (known.isEmpty() && this.verifier.scheme().needsSecret()) {
			return withoutSecret(request);
		}
		boolean settled = refused.advice() != null || traits.credential() == Credential.UNKNOWN;
		return settled ? said(refused) : new Mismatch(this.verifier, traits, known, now).explain(request, refused);
	}

	private String withoutSecret(WebhookRequest request) {
		String tenant = request.head().tenant();
		String place = this.verifier.tenancy().place();
		if (tenant == null && !place.isEmpty()) {
			return "no secret is known: there is no tenant at '" + place + "', where 'tenant' says that it is";
		}
		return "no secret is known" + ((tenant != null) ? " for the tenant '" + LogText.of(tenant) + "'" : "")
				+ ": 'secret' is not set, and neither a WebhookSecretResolver nor a registration has one";
	}

	/**
	 * Explanation that a verdict has by itself.
	 */
	static String said(Refused refused) {
		String detail = LogText.of(refused.detail());
		return (refused.advice() != null) ? detail + ": " + LogText.of(refused.advice()) : detail;
	}

}
