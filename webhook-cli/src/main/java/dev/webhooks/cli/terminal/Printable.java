package dev.webhooks.cli.terminal;

import java.util.HexFormat;

/**
 * Text of others, so that it does nothing to the terminal but being read.
 */
public final class Printable {

	private Printable() {
	}

	/**
	 * Writes control characters visibly, but for line feeds and tabulators.
	 * @param text a text of anybody
	 * @return the text to be shown
	 */
	public static String of(String text) {
		StringBuilder shown = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			boolean kept = letter == '\n' || letter == '\t';
			if (!kept && (Character.isISOControl(letter) || isDirection(letter))) {
				shown.append("\\u").append(HexFormat.of().toHexDigits(letter));
			}
			else {
				shown.append(letter);
			}
		}
		return shown.toString();
	}

	/** Changes the order in which others are shown, or begins another line. */
	private static boolean isDirection(char letter) {
		return letter == '\u061c' || letter == '\u200e' || letter == '\u200f' || letter == '\u2028'
				|| letter == '\u2029' || (letter >= '\u202a' && letter <= '\u202e')
				|| (letter >= '\u2066' && letter <= '\u2069');
	}

}
