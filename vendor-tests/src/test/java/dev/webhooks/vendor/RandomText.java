package dev.webhooks.vendor;

import java.util.Random;

/**
 * Text of any length in many scripts, safe to stand in a JSON string.
 */
final class RandomText {

	private static final String[] PIECES = { "a", "Z", "0", " ", "/", "\\u00e9", "é", "ß", "漢", "😀", "\\n", "&", "=",
			"+", "%" };

	private RandomText() {
	}

	static String next(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(200); i > 0; i--) {
			text.append(PIECES[random.nextInt(PIECES.length)]);
		}
		return text.toString();
	}

}
