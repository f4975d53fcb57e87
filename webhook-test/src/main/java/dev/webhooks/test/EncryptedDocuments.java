package dev.webhooks.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Documents as some providers encrypt them, made of the providers' descriptions with the
 * JDK alone. What they return is Base64 for the body of a request, which is signed as a
 * whole afterwards. Text is UTF-8.
 */
public final class EncryptedDocuments {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BLOCK = 16;

	/** DingTalk and WeCom pad to blocks that are twice as long as those of the cipher. */
	private static final int MESSAGE_BLOCK = 32;

	private EncryptedDocuments() {
	}

	/**
	 * Encodes a document for the decoder {@code base64}, as Google Pub/Sub does.
	 * @param document the document
	 * @return the value of {@code /message/data}
	 */
	public static String base64(String document) {
		return base64(bytes(document));
	}

	/**
	 * Encrypts a document for the decoder {@code aes-gcm}, as WeChat Pay does.
	 * @param key the key, of 16, 24 or 32 bytes
	 * @param nonce the nonce, which stands in the request
	 * @param associatedData what is covered besides and stands in the request, or empty
	 * @param document the document
	 * @return the value of {@code /resource/ciphertext}, with the tag at its end
	 * @throws IllegalArgumentException if the key has another length
	 */
	public static String aesGcm(String key, String nonce, String associatedData, String document) {
		return base64(encrypt("AES/GCM/NoPadding", bytes(key), new GCMParameterSpec(8 * BLOCK, bytes(nonce)),
				bytes(associatedData), bytes(document)));
	}

	/**
	 * Encrypts a document for the decoder {@code aes-cbc}, as Feishu and Lark do.
	 * @param key the key, as the provider shows it
	 * @param document the document
	 * @return the value of {@code /encrypt}
	 */
	public static String aesCbc(String key, String document) {
		return aesCbc(key, random(), document);
	}

	/**
	 * Encrypts a document for the decoder {@code aes-cbc-message}, as DingTalk and WeCom
	 * do.
	 * @param key the key of 43 characters, as the provider shows it
	 * @param receiver whom it is for, such as a suite key
	 * @param document the document
	 * @return the value of {@code /encrypt}
	 * @throws IllegalArgumentException if the key has another length
	 */
	public static String aesCbcMessage(String key, String receiver, String document) {
		return aesCbcMessage(key, random(), receiver, document);
	}

	static String aesCbc(String key, byte[] iv, String document) {
		byte[] encrypted = encrypt("AES/CBC/NoPadding", sha256(key), new IvParameterSpec(iv), new byte[0],
				padded(bytes(document), BLOCK));
		return base64(joined(iv, encrypted));
	}

	static String aesCbcMessage(String key, byte[] random, String receiver, String document) {
		byte[] decoded = Base64.getDecoder().decode(key + "=");
		byte[] message = bytes(document);
		byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array();
		return base64(encrypt("AES/CBC/NoPadding", decoded, new IvParameterSpec(decoded, 0, BLOCK), new byte[0],
				padded(joined(random, length, message, bytes(receiver)), MESSAGE_BLOCK)));
	}

	private static byte[] encrypt(String cipherName, byte[] key, AlgorithmParameterSpec parameters,
			byte[] associatedData, byte[] content) {
		try {
			Cipher cipher = Cipher.getInstance(cipherName);
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), parameters);
			if (associatedData.length > 0) {
				cipher.updateAAD(associatedData);
			}
			return cipher.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("The key cannot be used", ex);
		}
	}

	private static byte[] padded(byte[] content, int block) {
		int padding = block - content.length % block;
		byte[] padded = Arrays.copyOf(content, content.length + padding);
		Arrays.fill(padded, content.length, padded.length, (byte) padding);
		return padded;
	}

	private static byte[] joined(byte[]... parts) {
		ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		for (byte[] part : parts) {
			all.put(part);
		}
		return all.array();
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes(text));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static byte[] random() {
		byte[] random = new byte[BLOCK];
		RANDOM.nextBytes(random);
		return random;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
