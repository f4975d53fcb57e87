package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Hashes that every Java platform has, and the comparison of what is made of them.
 */
final class Digests {

	private Digests() {
	}

	static byte[] sha1(byte[] bytes) {
		return digest("SHA-1", bytes);
	}

	static byte[] sha256(byte[] bytes) {
		return digest("SHA-256", bytes);
	}

	/**
	 * Tells whether a signature is among others, without telling by the time it takes
	 * which, or how much of it.
	 */
	static boolean isOneOf(String expected, List<String> signatures) {
		byte[] bytes = expected.getBytes(StandardCharsets.ISO_8859_1);
		boolean found = false;
		for (String signature : signatures) {
			found |= MessageDigest.isEqual(bytes, signature.getBytes(StandardCharsets.UTF_8));
		}
		return found;
	}

	private static byte[] digest(String name, byte[] bytes) {
		try {
			return MessageDigest.getInstance(name).digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has " + name, ex);
		}
	}

}
