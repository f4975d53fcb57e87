package dev.webhooks.decoding;

import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an encoded document are, beside what is decoded. Immutable.
 *
 * @param key locator of the key, {@code secret} by default
 * @param nonce locator of the nonce of an authenticated cipher, or {@code null}
 * @param associatedData locator of what such a cipher covers besides, or {@code null} for
 * nothing
 * @param receiver locator of whom a message has to be for, or {@code null} for anybody
 */
public record DecodingSettings(String key, @Nullable String nonce, @Nullable String associatedData,
		@Nullable String receiver) {

	/**
	 * The key is the secret, and nothing else is needed.
	 */
	public static final DecodingSettings DEFAULT = new DecodingSettings(null, null, null, null);

	public DecodingSettings(@Nullable String key, @Nullable String nonce, @Nullable String associatedData,
			@Nullable String receiver) {
		this.key = (key != null) ? key : "secret";
		this.nonce = nonce;
		this.associatedData = associatedData;
		this.receiver = receiver;
	}

}
