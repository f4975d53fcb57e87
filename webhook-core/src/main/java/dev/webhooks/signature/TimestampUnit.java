package dev.webhooks.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How a point in time is written.
 */
public enum TimestampUnit {

	/** Seconds since 1970. */
	SECONDS,

	/** Milliseconds since 1970. */
	MILLIS,

	/**
	 * Date and time with offset.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>
	 */
	RFC3339;

	private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

	/**
	 * Reads a time.
	 * @param text the text
	 * @return the time or {@code null} if the text is not of this unit
	 */
	public @Nullable Instant parse(String text) {
		try {
			return switch (this) {
				case SECONDS -> isNumber(text) ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
				case MILLIS -> isNumber(text) ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
				case RFC3339 -> OffsetDateTime.parse(text).toInstant();
			};
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static boolean isNumber(String text) {
		return DIGITS.matcher(text).matches();
	}

	/**
	 * Writes a time.
	 * @param time the time
	 * @return the text
	 */
	String format(Instant time) {
		return switch (this) {
			case SECONDS -> Long.toString(time.getEpochSecond());
			case MILLIS -> Long.toString(time.toEpochMilli());
			case RFC3339 -> time.truncatedTo(ChronoUnit.MILLIS).toString();
		};
	}

}
