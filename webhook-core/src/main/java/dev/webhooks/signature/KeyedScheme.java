package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;

/**
 * A scheme in which each step may find the request not to be authentic, or that this
 * cannot be found out now.
 */
@Internal
public abstract class KeyedScheme implements SignatureScheme {

	/** Words for the log where nothing but the signature or token is wrong. */
	public static final String MISMATCH = "The signature does not match";

	@Override
	public final Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		return verify(parser().parse(request), secrets, now);
	}

	@Override
	public final Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		try {
			return new Verified(accept(new RequestValues(request), secrets, now));
		}
		catch (WebhookRejectedException ex) {
			return verdictOf(ex);
		}
	}

	/**
	 * The verdict that an exception stands for.
	 */
	public static Verification verdictOf(WebhookRejectedException ex) {
		if (ex instanceof RefusedException refused) {
			return refused.refused();
		}
		String detail = String.valueOf(ex.getMessage());
		if (isUndetermined(ex)) {
			return new Undetermined(ex.reason(), detail, ex.getCause());
		}
		boolean unreadable = ex.reason() == RejectionReason.MALFORMED_PAYLOAD;
		return new Refused(unreadable ? RejectionReason.SIGNATURE_MALFORMED : ex.reason(), detail);
	}

	/**
	 * Tells whether it could not be found out if the request is authentic.
	 */
	protected static boolean isUndetermined(WebhookRejectedException ex) {
		return ex.reason() == RejectionReason.VERDICT_UNKNOWN || ex.reason() == RejectionReason.TOO_MANY_KEYS;
	}

	/**
	 * Verifies a request.
	 * @param values the values of the request
	 * @param secrets the secrets, each of which is tried
	 * @param now the time
	 * @return the secret that matched
	 * @throws WebhookRejectedException if the request is not authentic
	 */
	protected abstract Secret accept(RequestValues values, List<Secret> secrets, Instant now);

	public static WebhookRejectedException missing(String detail) {
		return new WebhookRejectedException(RejectionReason.SIGNATURE_MISSING, detail);
	}

	public static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.SIGNATURE_MALFORMED, detail);
	}

	public static WebhookRejectedException mismatch(String detail) {
		return new WebhookRejectedException(RejectionReason.SIGNATURE_MISMATCH, detail);
	}

	public static WebhookRejectedException missing(String detail, String advice) {
		return new RefusedException(new Refused(RejectionReason.SIGNATURE_MISSING, detail, advice));
	}

	public static WebhookRejectedException malformed(String detail, String advice) {
		return new RefusedException(new Refused(RejectionReason.SIGNATURE_MALFORMED, detail, advice));
	}

	public static WebhookRejectedException mismatch(String detail, String advice) {
		return new RefusedException(new Refused(RejectionReason.SIGNATURE_MISMATCH, detail, advice));
	}

	/**
	 * Says that something is not valid now, which is known without trying anything.
	 */
	public static WebhookRejectedException outOfTime(RejectionReason reason, String detail, String advice) {
		return new RefusedException(new Refused(reason, detail, advice));
	}

	/**
	 * Checks that a time is near the current one.
	 * @param time the time, {@code null} if it could not be read
	 */
	public static void checkTime(@Nullable Instant time, Instant now, Duration tolerance) {
		if (time == null) {
			throw malformed("The time of signing cannot be read");
		}
		Duration age = Duration.between(time, now);
		if (age.compareTo(tolerance) > 0) {
			throw new RefusedException(new Refused(RejectionReason.TIMESTAMP_TOO_OLD,
					"Signed %s s ago".formatted(age.toSeconds()), age, null));
		}
		if (age.negated().compareTo(tolerance) > 0) {
			throw new RefusedException(new Refused(RejectionReason.TIMESTAMP_IN_FUTURE,
					"Signed %s s ahead of the clock".formatted(age.negated().toSeconds()), age, null));
		}
	}

}
