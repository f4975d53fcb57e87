package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMACs as the JDK alone computes them, so that a test compares the library with
 * something else. Text is UTF-8.
 */
public final class Hmac {

	private Hmac() {
	}

	/**
	 * Computes an HMAC-SHA256.
	 * @param key the key
	 * @param content what is signed
	 * @return the 32 bytes
	 */
	public static byte[] sha256(byte[] key, byte[] content) {
		return compute("HmacSHA256", key, content);
	}

	/**
	 * Computes an HMAC-SHA256.
	 * @param secret the key as text
	 * @param content what is signed
	 * @return the 32 bytes
	 */
	public static byte[] sha256(String secret, String content) {
		return sha256(bytes(secret), bytes(content));
	}

	/**
	 * Computes an HMAC-SHA1.
	 * @param secret the key as text
	 * @param content what is signed
	 * @return the 20 bytes
	 */
	public static byte[] sha1(String secret, String content) {
		return compute("HmacSHA1", bytes(secret), bytes(content));
	}

	/**
	 * Computes an HMAC-SHA256 in hexadecimal digits.
	 * @param secret the key as text
	 * @param content what is signed
	 * @return 64 digits in lower case
	 */
	public static String hex(String secret, String content) {
		return hex(bytes(secret), content);
	}

	/**
	 * Computes an HMAC-SHA256 in hexadecimal digits.
	 * @param key the key
	 * @param content what is signed
	 * @return 64 digits in lower case
	 */
	public static String hex(byte[] key, String content) {
		return HexFormat.of().formatHex(sha256(key, bytes(content)));
	}

	/**
	 * Computes an HMAC-SHA256 in Base64.
	 * @param secret the key as text
	 * @param content what is signed
	 * @return 44 characters, with padding
	 */
	public static String base64(String secret, String content) {
		return base64(bytes(secret), content);
	}

	/**
	 * Computes an HMAC-SHA256 in Base64.
	 * @param key the key
	 * @param content what is signed
	 * @return 44 characters, with padding
	 */
	public static String base64(byte[] key, String content) {
		return Base64.getEncoder().encodeToString(sha256(key, bytes(content)));
	}

	private static byte[] compute(String algorithm, byte[] key, byte[] content) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(key, algorithm));
			return mac.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + algorithm, ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
