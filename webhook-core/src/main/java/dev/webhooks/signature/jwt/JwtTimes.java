package dev.webhooks.signature.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.signature.KeyedScheme;

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
record JwtTimes(List<TimeClaim> required, Duration tolerance) {

	static final String REQUIRED = "signature.jwt.required";

	private static final String CLOCKS = "a clock is wrong, or the request was held up or is a replay; 'signature.tolerance' "
			+ "says how far clocks may be apart";

	JwtTimes {
		if (tolerance.isNegative() || tolerance.isZero()) {
			throw new InvalidSettingException("signature.tolerance", tolerance, "It must be positive.");
		}
	}

	void check(JWTClaimsSet claims, Instant now) {
		Instant expires = time(claims.getExpirationTime(), TimeClaim.EXP);
		Instant issued = time(claims.getIssueTime(), TimeClaim.IAT);
		if (expires != null && now.isAfter(expires.plus(this.tolerance))) {
			throw KeyedScheme.outOfTime(RejectionReason.TIMESTAMP_TOO_OLD,
					"The token is expired, %s s ago".formatted(Duration.between(expires, now).toSeconds()), CLOCKS);
		}
		if (issued != null && this.required.contains(TimeClaim.IAT)) {
			KeyedScheme.checkTime(issued, now, this.tolerance);
		}
		checkNotBefore(issued, now);
		checkNotBefore(instant(claims.getNotBeforeTime()), now);
	}

	private @Nullable Instant time(@Nullable Date date, TimeClaim claim) {
		if (date == null && this.required.contains(claim)) {
			throw KeyedScheme.missing("The token has no " + claim.claim(),
					"'" + REQUIRED + "' says what it has to have");
		}
		return instant(date);
	}

	private static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

	private void checkNotBefore(@Nullable Instant time, Instant now) {
		if (time != null && now.isBefore(time.minus(this.tolerance))) {
			throw KeyedScheme.outOfTime(RejectionReason.TIMESTAMP_IN_FUTURE,
					"The token is not valid yet, for %s s".formatted(Duration.between(now, time).toSeconds()), CLOCKS);
		}
	}

}
