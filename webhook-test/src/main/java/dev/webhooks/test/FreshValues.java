package dev.webhooks.test;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that no other event has had, in the shape of those of an example.
 */
final class FreshValues {

	private static final Pattern UUID_TEXT = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private static final Pattern PREFIX = Pattern.compile("^.*[_/:](?=[^_/:]+$)", Pattern.DOTALL);

	private static final Pattern LOCAL_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]).*[0-9]");

	private static final int SHORTEST_TEXT = 12;

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

	/** Counts on from where nobody else does, so that no number comes twice. */
	private static final AtomicLong NUMBERS = new AtomicLong(new SecureRandom().nextLong() >>> 8);

	private FreshValues() {
	}

	/**
	 * Makes an id like another: what stands before its last {@code _} is kept, and digits
	 * stand for digits.
	 */
	static String id(String like) {
		Matcher uuid = UUID_TEXT.matcher(like);
		if (uuid.find()) {
			String fresh = UUID.randomUUID().toString();
			boolean upper = !uuid.group().equals(uuid.group().toLowerCase(Locale.ROOT));
			return like.substring(0, uuid.start()) + (upper ? fresh.toUpperCase(Locale.ROOT) : fresh)
					+ like.substring(uuid.end());
		}
		Matcher prefix = PREFIX.matcher(like);
		String kept = prefix.find() ? prefix.group() : "";
		String rest = like.substring(kept.length());
		return kept + (rest.matches("[0-9]+") ? number(rest) : text(rest));
	}

	private static String number(String like) {
		int length = Math.min(Math.max(like.length(), 9), 18);
		long least = (long) Math.pow(10, length - 1);
		return Long.toString(least + NUMBERS.incrementAndGet() % (9 * least));
	}

	private static String text(String like) {
		String digits = like.matches("[0-9a-f]+") ? "0123456789abcdef"
				: like.matches("[0-9A-F]+") ? "0123456789ABCDEF" : "";
		StringBuilder text = new StringBuilder();
		like.chars().forEach((c) -> text.append(character((char) c, digits)));
		while (text.length() < SHORTEST_TEXT) {
			text.append(oneOf("0123456789"));
		}
		return text.toString();
	}

	private static char character(char like, String digits) {
		if (!digits.isEmpty()) {
			return oneOf(digits);
		}
		if (like >= '0' && like <= '9') {
			return oneOf("0123456789");
		}
		if (like >= 'a' && like <= 'z') {
			return oneOf(LETTERS);
		}
		return (like >= 'A' && like <= 'Z') ? oneOf(LETTERS.toUpperCase(Locale.ROOT)) : like;
	}

	private static char oneOf(String characters) {
		return characters.charAt(ThreadLocalRandom.current().nextInt(characters.length()));
	}

	/**
	 * Writes a time as another one is written.
	 * @return the text, or the same one if it is no time that is known
	 */
	static String time(String like, Instant now) {
		if (like.matches("[0-9]{12,15}")) {
			return Long.toString(now.toEpochMilli());
		}
		if (like.matches("[0-9]{1,11}")) {
			return Long.toString(now.getEpochSecond());
		}
		if (like.matches("[0-9]{1,11}\\.[0-9]{1,9}")) {
			int digits = like.length() - like.indexOf('.') - 1;
			return now.getEpochSecond() + "." + nanos(now).substring(0, digits);
		}
		return LOCAL_TIME.matcher(like).lookingAt() ? dateTime(like, now) : like;
	}

	private static String nanos(Instant now) {
		String digits = Integer.toString(now.getNano());
		return "0".repeat(9 - digits.length()) + digits;
	}

	private static String dateTime(String like, Instant now) {
		Matcher parts = Pattern.compile("^[0-9-]{10}([T ])[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.([0-9]{1,9}))?(.*)$")
			.matcher(like);
		if (!parts.matches()) {
			return like;
		}
		try {
			ZoneOffset offset = offset(parts.group(3).strip());
			String time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(now.atOffset(offset));
			String fraction = (parts.group(2) != null) ? "." + nanos(now).substring(0, parts.group(2).length()) : "";
			return time.replace(" ", parts.group(1)) + fraction + parts.group(3);
		}
		catch (DateTimeException ex) {
			return like;
		}
	}

	private static ZoneOffset offset(String text) {
		return (text.isEmpty() || text.equals("UTC")) ? ZoneOffset.UTC : ZoneOffset.of(text);
	}

}
