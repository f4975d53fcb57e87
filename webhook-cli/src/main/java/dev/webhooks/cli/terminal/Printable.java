package dev.webhooks.cli.terminal;

import java.nio.charset.StandardCharsets;
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

	/**
	 * Writes control characters visibly where somebody looks on; a program is given what
	 * there is.
	 * @param text a text of anybody
	 * @param terminal where it is written
	 * @return the text to be written
	 */
	public static String on(Terminal terminal, String text) {
		return terminal.isInteractive() ? of(text.replace("\r\n", "\n")) : text;
	}

	static byte[] of(byte[] bytes) {
		return of(new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n")).getBytes(StandardCharsets.UTF_8);
	}

	/** Changes the order in which others are shown, or begins another line. */
	private static boolean isDirection(char letter) {
		return letter == '\u061c' || letter == '\u200e' || letter == '\u200f' || letter == '\u2028'
				|| letter == '\u2029' || (letter >= '\u202a' && letter <= '\u202e')
				|| (letter >= '\u2066' && letter <= '\u2069');
	}

}
