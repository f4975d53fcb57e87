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
	RFC3339,

	/** Seconds since 1970 if there are ten digits, milliseconds if there are thirteen. */
	AUTO;

	private static final int DIGITS_OF_SECONDS = 10;

	private static final int DIGITS_OF_MILLIS = 13;

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
				case AUTO -> switch (text.length()) {
					case DIGITS_OF_SECONDS -> SECONDS.parse(text);
					case DIGITS_OF_MILLIS -> MILLIS.parse(text);
					default -> null;
				};
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
			case SECONDS, AUTO -> Long.toString(time.getEpochSecond());
			case MILLIS -> Long.toString(time.toEpochMilli());
			case RFC3339 -> time.truncatedTo(ChronoUnit.MILLIS).toString();
		};
	}

}
