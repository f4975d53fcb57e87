package dev.webhooks.sender.encryption;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.spec.SecretKeySpec;

import dev.webhooks.InvalidSettingException;

/**
 * Key of AES under which secrets are encrypted, with an id that is stored beside them.
 * Immutable; {@code toString} shows the id alone.
 */
public final class EncryptionKey {

	private static final String KEY = "encryption-keys";

	private static final String FIX = "Write 32 random bytes in Base64, as 'openssl rand -base64 32' makes them, "
			+ "behind an id and a colon if you like.";

	private static final Set<Integer> LENGTHS = Set.of(16, 24, 32);

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

	private static final int DERIVED_LENGTH = 8;

	private final String id;

	private final SecretKeySpec key;

	private EncryptionKey(String id, byte[] key) {
		this.id = id;
		this.key = new SecretKeySpec(key, "AES");
	}

	/**
	 * Reads a key.
	 * @param text 16, 24 or 32 bytes in Base64, behind an id and a colon if it has a
	 * name; otherwise its id is made of its hash
	 * @return the key
	 * @throws InvalidSettingException if it is none, without showing it; its key is
	 * relative to the sender
	 */
	public static EncryptionKey parse(String text) {
		int colon = text.indexOf(':');
		byte[] key = decode(text.substring(colon + 1).strip());
		String id = (colon >= 0) ? text.substring(0, colon).strip() : derivedId(key);
		if (!ID.matcher(id).matches() || id.equals(SecretCipher.PLAIN)) {
			throw InvalidSettingException.of(KEY, "The id of a key cannot be used.",
					"Use up to 40 letters, digits, hyphens, dots and underscores.");
		}
		return new EncryptionKey(id, key);
	}

	private static byte[] decode(String text) {
		byte[] key;
		try {
			key = Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of(KEY, "A key is not written in Base64.", FIX);
		}
		if (!LENGTHS.contains(key.length)) {
			throw InvalidSettingException.of(KEY, "A key has " + key.length + " bytes, and AES takes 16, 24 or 32.",
					FIX);
		}
		return key;
	}

	/** It tells nothing of a random key, and is the same on all nodes. */
	private static String derivedId(byte[] key) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update("webhook-sender key id".getBytes(StandardCharsets.US_ASCII));
			return HexFormat.of().formatHex(digest.digest(key), 0, DERIVED_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Name of the key.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	SecretKeySpec key() {
		return this.key;
	}

	@Override
	public String toString() {
		return "EncryptionKey[" + this.id + "]";
	}

}
