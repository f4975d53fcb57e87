package dev.webhooks.sender.endpoint.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.jdbc.database.TextLines;
import dev.webhooks.sender.encryption.SecretCipher;
import dev.webhooks.sender.encryption.SecretOwner;

/**
 * Headers of an endpoint as they are stored.
 *
 * @param encrypted all of them, encrypted
 * @param keyId id of the key
 */
record StoredHeaders(String encrypted, String keyId) {

	private static final String PURPOSE = "headers";

	/**
	 * Encrypts headers.
	 * @return what to store, or {@code null} if there are none
	 */
	static @Nullable StoredHeaders of(Map<String, String> headers, SecretCipher cipher, String endpoint,
			@Nullable String tenant) {
		String text = TextLines.of(headers);
		return (text != null)
				? new StoredHeaders(cipher.encrypt(text, new SecretOwner(PURPOSE, endpoint, tenant)), cipher.keyId())
				: null;
	}

	/**
	 * Decrypts headers.
	 */
	static Map<String, String> read(@Nullable String encrypted, SecretCipher cipher, String endpoint,
			@Nullable String tenant) {
		Map<String, String> headers = new LinkedHashMap<>();
		if (encrypted != null) {
			TextLines.read(cipher.decrypt(encrypted, new SecretOwner(PURPOSE, endpoint, tenant)), headers::put);
		}
		return headers;
	}

	@Override
	public String toString() {
		return "StoredHeaders[" + this.keyId + "]";
	}

}
