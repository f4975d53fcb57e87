package dev.webhooks.sender.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Retry-After}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section
 * 10.2.3</a>
 */
final class RetryAfter {

	/** Longer waits are not obeyed. */
	static final Duration LONGEST = Duration.ofHours(24);

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	private static final Pattern MANY_SECONDS = Pattern.compile("[0-9]{10,}");

	private RetryAfter() {
	}

	/**
	 * Reads the header.
	 * @param value seconds or a date, or {@code null}
	 * @param now the time
	 * @return the time to wait for, at most 24 hours away, or {@code null} if there is
	 * nothing to wait for, or the value is neither
	 */
	static @Nullable Instant parse(@Nullable String value, Instant now) {
		if (value == null) {
			return null;
		}
		Instant latest = now.plus(LONGEST);
		Instant time = parse(value.strip(), now, latest);
		if (time == null || !time.isAfter(now)) {
			return null;
		}
		return time.isBefore(latest) ? time : latest;
	}

	private static @Nullable Instant parse(String value, Instant now, Instant latest) {
		if (SECONDS.matcher(value).matches()) {
			return now.plusSeconds(Long.parseLong(value));
		}
		return MANY_SECONDS.matcher(value).matches() ? latest : DateUtils.parseStandardDate(value);
	}

}
