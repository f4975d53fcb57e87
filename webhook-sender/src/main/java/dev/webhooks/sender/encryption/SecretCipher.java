package dev.webhooks.sender.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;

/**
 * Encrypts secrets with AES-GCM under the newest of some keys, and decrypts what is under
 * any of them. Each has a nonce of its own and is bound to its {@link SecretOwner}.
 * Immutable and safe for use by several threads.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>
 */
public final class SecretCipher {

	/**
	 * Id of the key of secrets that are not encrypted.
	 */
	public static final String PLAIN = "plain";

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final String SEPARATOR = ":";

	private static final int NONCE_LENGTH = 12;

	private static final int TAG_BITS = 128;

	private final @Nullable EncryptionKey newest;

	private final Map<String, EncryptionKey> keys;

	private final boolean plainText;

	private final RandomGenerator random;

	private SecretCipher(List<EncryptionKey> newestFirst, boolean plainText, RandomGenerator random) {
		this.keys = new LinkedHashMap<>();
		newestFirst.forEach((key) -> {
			if (this.keys.put(key.id(), key) != null) {
				throw InvalidSettingException.of("encryption-keys", "Two keys have the id '" + key.id() + "'.",
						"Give each an id of its own, or remove one.");
			}
		});
		this.newest = newestFirst.isEmpty() ? null : newestFirst.get(0);
		this.plainText = plainText;
		this.random = random;
	}

	/**
	 * Creates a cipher.
	 * @param newestFirst the keys: the first encrypts, all decrypt
	 * @param plainText whether secrets may be stored as they are. Without a key they are;
	 * with one, those that are there are still read
	 * @return the cipher
	 * @throws InvalidSettingException if there is no key and secrets may not be stored as
	 * they are, or two keys have one id
	 */
	public static SecretCipher of(List<EncryptionKey> newestFirst, boolean plainText) {
		if (newestFirst.isEmpty() && !plainText) {
			throw InvalidSettingException.of("encryption-keys",
					"There is no key to encrypt the secrets of endpoints with.",
					"Set a key, as 'openssl rand -base64 32' makes one, or 'plain-text-secrets: true' "
							+ "to store them as they are.");
		}
		return of(newestFirst, plainText, new SecureRandom());
	}

	static SecretCipher of(List<EncryptionKey> newestFirst, boolean plainText, RandomGenerator random) {
		return new SecretCipher(newestFirst, plainText, random);
	}

	/**
	 * The key that encrypts.
	 * @return the id of the newest key, or {@link #PLAIN}
	 */
	public String keyId() {
		return (this.newest != null) ? this.newest.id() : PLAIN;
	}

	/**
	 * Encrypts a secret.
	 * @param secret the secret
	 * @param owner where it belongs
	 * @return a text of ASCII, other each time, that begins with the id of the key and a
	 * colon
	 */
	@Internal
	public String encrypt(String secret, SecretOwner owner) {
		if (this.newest == null) {
			return PLAIN + SEPARATOR + secret;
		}
		byte[] nonce = new byte[NONCE_LENGTH];
		this.random.nextBytes(nonce);
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, this.newest, nonce, owner);
			byte[] encrypted = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
			byte[] all = ByteBuffer.allocate(NONCE_LENGTH + encrypted.length).put(nonce).put(encrypted).array();
			return this.newest.id() + SEPARATOR + Base64.getEncoder().encodeToString(all);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Decrypts a secret.
	 * @param stored the text that {@link #encrypt} has made
	 * @param owner where it belongs
	 * @return the secret
	 * @throws UnreadableSecretException if it is under a key that is not there, was
	 * changed, or belongs elsewhere
	 */
	@Internal
	public String decrypt(String stored, SecretOwner owner) {
		int separator = stored.indexOf(SEPARATOR);
		String keyId = stored.substring(0, Math.max(0, separator));
		if (keyId.equals(PLAIN) && this.plainText) {
			return stored.substring(separator + 1);
		}
		EncryptionKey key = this.keys.get(keyId);
		if (key == null) {
			throw new UnreadableSecretException(keyId.equals(PLAIN)
					? "A secret of " + owner.endpoint() + " is stored as plain text, which is not allowed"
					: "A secret of " + owner.endpoint() + " is under a key that is not among the encryption keys");
		}
		try {
			return decrypt(Base64.getDecoder().decode(stored.substring(separator + 1)), key, owner);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			// The cause could show characters of what is stored
			throw new UnreadableSecretException("A secret of " + owner.endpoint() + " was changed in the store, "
					+ "belongs to another endpoint, or is under another key that has the id '" + key.id() + "'");
		}
	}

	private static String decrypt(byte[] stored, EncryptionKey key, SecretOwner owner) throws GeneralSecurityException {
		if (stored.length < NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
			throw new IllegalArgumentException("It is too short");
		}
		Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(stored, NONCE_LENGTH), owner);
		byte[] secret = cipher.doFinal(stored, NONCE_LENGTH, stored.length - NONCE_LENGTH);
		return new String(secret, StandardCharsets.UTF_8);
	}

	private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, SecretOwner owner)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(owner.bytes());
		return cipher;
	}

	/**
	 * Shows the ids of the keys.
	 */
	@Override
	public String toString() {
		return "SecretCipher" + (this.keys.isEmpty() ? List.of(PLAIN) : this.keys.keySet());
	}

}
