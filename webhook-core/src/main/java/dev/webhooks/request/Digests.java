package dev.webhooks.request;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes that every Java platform has.
 */
public final class Digests {

	private Digests() {
	}

	/**
	 * Computes SHA-1.
	 * @param bytes the bytes
	 * @return the hash
	 */
	public static byte[] sha1(byte[] bytes) {
		return digest("SHA-1", bytes);
	}

	/**
	 * Computes SHA-256.
	 * @param bytes the bytes
	 * @return the hash
	 */
	public static byte[] sha256(byte[] bytes) {
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
