package dev.webhooks.inbox.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes a key of any text that databases compare byte for byte: long ones, and those with
 * spaces or other characters than ASCII, are hashed.
 */
final class KeyText {

	private static final int MAX_LENGTH = 200;

	private KeyText() {
	}

	static String of(String text) {
		return isPlain(text) ? text : "sha256:" + HexFormat.of().formatHex(hash(text));
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
				return false;
			}
		}
		return text.length() <= MAX_LENGTH;
	}

	/**
	 * Makes one short key of several texts.
	 */
	static String of(String first, String second, String third) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(first + '\0' + second + '\0' + third));
	}

	private static byte[] hash(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
