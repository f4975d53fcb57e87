package dev.webhooks.test;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in the form of those of an example.
 */
final class FreshTimes {

	private static final Pattern LOCAL_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]).*[0-9]");

	private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}.*)?");

	private FreshTimes() {
	}

	/**
	 * Writes a time as another one is written.
	 * @return the text, or the same one if it is no time that is known
	 */
	static String like(String example, Instant now) {
		if (example.matches("[0-9]{12,15}")) {
			return Long.toString(now.toEpochMilli());
		}
		if (example.matches("[0-9]{1,11}")) {
			return Long.toString(now.getEpochSecond());
		}
		if (example.matches("[0-9]{1,11}\\.[0-9]{1,9}")) {
			int digits = example.length() - example.indexOf('.') - 1;
			return now.getEpochSecond() + "." + nanos(now).substring(0, digits);
		}
		return LOCAL_TIME.matcher(example).lookingAt() ? dateTime(example, now) : example;
	}

	/**
	 * Tells whether a text is a date, with or without a time.
	 */
	static boolean isDate(String text) {
		return DATE.matcher(text).matches();
	}

	private static String nanos(Instant now) {
		String digits = Integer.toString(now.getNano());
		return "0".repeat(9 - digits.length()) + digits;
	}

	private static String dateTime(String example, Instant now) {
		Matcher parts = Pattern.compile("^[0-9-]{10}([T ])[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.([0-9]{1,9}))?(.*)$")
			.matcher(example);
		if (!parts.matches()) {
			return example;
		}
		try {
			ZoneOffset offset = offset(parts.group(3).strip());
			String time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(now.atOffset(offset));
			String fraction = (parts.group(2) != null) ? "." + nanos(now).substring(0, parts.group(2).length()) : "";
			return time.replace(" ", parts.group(1)) + fraction + parts.group(3);
		}
		catch (DateTimeException ex) {
			return example;
		}
	}

	private static ZoneOffset offset(String text) {
		return (text.isEmpty() || text.equals("UTC")) ? ZoneOffset.UTC : ZoneOffset.of(text);
	}

}
