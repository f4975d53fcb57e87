package dev.webhooks.test;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids that no other event has had, in the shape of those of an example.
 */
final class FreshIds {

	private static final Pattern UUID_TEXT = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private static final Pattern PREFIX = Pattern.compile("^.*[_/:](?=[^_/:]+$)", Pattern.DOTALL);

	/** Letters before hexadecimal digits, a number, or capitals with digits. */
	private static final Pattern LETTERS_BEFORE = Pattern.compile(
			"^(?:[A-Za-z]{1,8}?(?=(?:[0-9a-f]{16,}|[0-9A-F]{16,}|[0-9]+)$)|[A-Z][a-z](?=[0-9A-Z]{6,}$)|(?:[A-Za-z]+-)+(?=[^a-z]*$))");

	/** The time of a ULID, before its random part. */
	private static final Pattern ULID_TIME = Pattern
		.compile("^(?i:[0-7][0-9A-HJKMNP-TV-Z]{9})(?=(?:[0-9A-HJKMNP-TV-Z]{16}|[0-9a-hjkmnp-tv-z]{16})$)");

	/** So many characters by chance, that none comes twice. */
	private static final int FEWEST_FRESH = 9;

	private static final String DIGITS = "0123456789";

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

	private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	/** Counts on from where nobody else does, so that no number comes twice. */
	private static final AtomicLong NUMBERS = new AtomicLong(new SecureRandom().nextLong() >>> 8);

	private FreshIds() {
	}

	/**
	 * Makes an id like another: what stands before its last {@code _} is kept, and
	 * letters before a number; UUIDs and ULIDs stay such, and digits stand for digits.
	 */
	static String like(String example) {
		Matcher uuid = UUID_TEXT.matcher(example);
		if (uuid.find()) {
			String fresh = UUID.randomUUID().toString();
			boolean upper = !uuid.group().equals(uuid.group().toLowerCase(Locale.ROOT));
			return example.substring(0, uuid.start()) + (upper ? upper(fresh) : fresh) + example.substring(uuid.end());
		}
		String kept = matched(PREFIX, example);
		String rest = example.substring(kept.length());
		String time = matched(ULID_TIME, rest);
		if (!time.isEmpty() && !rest.matches("[0-9]+|[0-9a-f]+|[0-9A-F]+")) {
			String fresh = random(16, CROCKFORD);
			boolean upper = rest.equals(upper(rest));
			return kept + time + (upper ? fresh : fresh.toLowerCase(Locale.ROOT));
		}
		String letters = rest.matches("[0-9a-f]+|[0-9A-F]+") ? "" : matched(LETTERS_BEFORE, rest);
		String last = rest.substring(letters.length());
		return kept + letters + (last.matches("[0-9]+") ? number(last) : text(last));
	}

	private static String matched(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group() : "";
	}

	private static String number(String like) {
		int length = Math.min(Math.max(like.length(), FEWEST_FRESH), 18);
		long least = (long) Math.pow(10, length - 1);
		return Long.toString(least + NUMBERS.incrementAndGet() % (9 * least));
	}

	private static String text(String like) {
		StringBuilder text = new StringBuilder();
		like.chars().forEach((c) -> text.append(character((char) c, digits(like))));
		long fresh = like.chars().filter(Character::isLetterOrDigit).count();
		return text.append(random((int) Math.max(0, FEWEST_FRESH - fresh), DIGITS)).toString();
	}

	private static String digits(String like) {
		String hex = DIGITS + "abcdef";
		return like.matches("[0-9a-f]+") ? hex : like.matches("[0-9A-F]+") ? upper(hex) : "";
	}

	private static char character(char like, String digits) {
		if (!digits.isEmpty()) {
			return oneOf(digits);
		}
		if (like >= '0' && like <= '9') {
			return oneOf(DIGITS);
		}
		if (like >= 'a' && like <= 'z') {
			return oneOf(LETTERS);
		}
		return (like >= 'A' && like <= 'Z') ? oneOf(upper(LETTERS)) : like;
	}

	private static String upper(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

	private static String random(int length, String characters) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.append(oneOf(characters));
		}
		return text.toString();
	}

	private static char oneOf(String characters) {
		return characters.charAt(ThreadLocalRandom.current().nextInt(characters.length()));
	}

}
