package dev.webhooks.signature.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.signature.KeyedScheme;
import org.jspecify.annotations.Nullable;

/**
 * When a token is valid. Where {@code iat} is required, it has to be near the current
 * time in both directions; elsewhere it must not be in the future. Immutable.
 *
 * @param required which of {@code exp} and {@code iat} have to be there; empty for
 * neither
 * @param tolerance how far clocks and times may be apart
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, section
 * 4.1</a>
 */
record JwtTimes(List<String> required, Duration tolerance) {

	static final String REQUIRED = "signature.jwt.required";

	private static final String EXPIRES = "exp";

	private static final String ISSUED = "iat";

	JwtTimes {
		if (!List.of(EXPIRES, ISSUED).containsAll(required)) {
			throw new InvalidSettingException(REQUIRED, required, "Use exp, iat or both.");
		}
		if (tolerance.isNegative() || tolerance.isZero()) {
			throw new InvalidSettingException("signature.tolerance", tolerance, "It must be positive.");
		}
	}

	void check(JWTClaimsSet claims, Instant now) {
		Instant expires = time(claims.getExpirationTime(), EXPIRES);
		Instant issued = time(claims.getIssueTime(), ISSUED);
		if (expires != null && now.isAfter(expires.plus(this.tolerance))) {
			throw new WebhookRejectedException(RejectionReason.TIMESTAMP_TOO_OLD, "The token is expired");
		}
		if (issued != null && this.required.contains(ISSUED)) {
			KeyedScheme.checkTime(issued, now, this.tolerance);
		}
		checkNotBefore(issued, now);
		checkNotBefore(time(claims.getNotBeforeTime(), "nbf"), now);
	}

	private @Nullable Instant time(@Nullable Date date, String name) {
		if (date == null && this.required.contains(name)) {
			throw KeyedScheme.missing("The token has no " + name);
		}
		return (date != null) ? date.toInstant() : null;
	}

	private void checkNotBefore(@Nullable Instant time, Instant now) {
		if (time != null && now.isBefore(time.minus(this.tolerance))) {
			throw new WebhookRejectedException(RejectionReason.TIMESTAMP_IN_FUTURE, "The token is not valid yet");
		}
	}

}
