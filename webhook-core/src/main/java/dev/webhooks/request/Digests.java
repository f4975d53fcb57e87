package dev.webhooks.request;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

import dev.webhooks.Internal;

/**
 * Hashes that every Java platform has.
 */
@Internal
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

	/**
	 * Computes MD5, which is broken and still asked for.
	 * @param bytes the bytes
	 * @return the hash in lower-case hexadecimal digits
	 */
	static String md5(byte[] bytes) {
		return HexFormat.of().formatHex(digest("MD5", bytes));
	}

	/**
	 * Computes CRC-32.
	 * @param bytes the bytes
	 * @return the checksum as an unsigned decimal number
	 */
	static String crc32(byte[] bytes) {
		CRC32 crc = new CRC32();
		crc.update(bytes);
		return Long.toString(crc.getValue());
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
