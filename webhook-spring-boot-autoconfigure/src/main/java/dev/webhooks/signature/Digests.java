package dev.webhooks.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes that every Java platform has.
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

	private static byte[] digest(String name, byte[] bytes) {
		try {
			return MessageDigest.getInstance(name).digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has " + name, ex);
		}
	}

}
