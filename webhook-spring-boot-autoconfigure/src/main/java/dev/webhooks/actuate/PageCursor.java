package dev.webhooks.actuate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryCursor;

/**
 * Cursors of pages, which hold only for the query that they were made for.
 */
final class PageCursor {

	private static final int BYTES = 6;

	/** Characters of the fingerprint in Base64. */
	private static final int LENGTH = 8;

	private PageCursor() {
	}

	static @Nullable String write(@Nullable DeliveryCursor cursor, List<String> query) {
		return (cursor != null) ? fingerprint(query) + cursor : null;
	}

	/**
	 * Reads a cursor.
	 * @throws RefusedOperationException if it is none, or was made for another query
	 */
	static @Nullable DeliveryCursor read(@Nullable String text, List<String> query) {
		if (text == null) {
			return null;
		}
		DeliveryCursor cursor = parse(text);
		if (!text.startsWith(fingerprint(query))) {
			throw RefusedOperationException
				.invalid("'after' was made for other filters: begin without it, or use the filters of its page");
		}
		return cursor;
	}

	private static DeliveryCursor parse(String text) {
		try {
			return DeliveryCursor.parse(text.substring(Math.min(LENGTH, text.length())));
		}
		catch (IllegalArgumentException ex) {
			throw RefusedOperationException.invalid("'after' must be the 'next' of a page");
		}
	}

	private static String fingerprint(List<String> query) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String part : query) {
				digest.update(part.getBytes(StandardCharsets.UTF_8));
				digest.update((byte) 0);
			}
			return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
