package dev.webhooks.secret;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Characters that a console or a file puts around a secret. Nothing else is known to be
 * no part of it, and with it no signature matches.
 */
@Internal
public final class SecretWrapping {

	/** Beginning of a key that is read with the line breaks of its file. */
	private static final String PEM = "-----BEGIN ";

	private SecretWrapping() {
	}

	/**
	 * Finds what is around a secret.
	 * @param text the secret as it was configured
	 * @return a sentence that does not show it, or {@code null} if there is nothing
	 */
	public static @Nullable String of(String text) {
		if (text.isBlank()) {
			return null;
		}
		if (!unquote(text).equals(text)) {
			return "The secret stands in quotation marks.";
		}
		String bare = strip(text);
		return bare.equals(text) || bare.startsWith(PEM) ? null : "There is white space around the secret.";
	}

	/**
	 * Removes white space around a secret, that of languages and typesetters included.
	 */
	public static String strip(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	/**
	 * Removes quotation marks around a secret.
	 */
	public static String unquote(String text) {
		int last = text.length() - 1;
		boolean quoted = last > 0 && text.charAt(0) == text.charAt(last)
				&& (text.charAt(0) == '"' || text.charAt(0) == '\'');
		return quoted ? text.substring(1, last) : text;
	}

	private static boolean isSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c);
	}

}
