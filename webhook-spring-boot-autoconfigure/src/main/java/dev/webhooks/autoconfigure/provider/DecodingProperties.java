package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.Nullable;

import dev.webhooks.decoding.DecodingSettings;

/**
 * Where the parts of an encoded document are.
 */
public class DecodingProperties {

	/**
	 * Locator of the key: the secret, or a value of the configuration.
	 */
	private @Nullable String key;

	/**
	 * Locator of the nonce of an authenticated cipher.
	 */
	private @Nullable String nonce;

	/**
	 * Locator of what such a cipher covers besides.
	 */
	private @Nullable String associatedData;

	/**
	 * Locator of whom a message has to be for, such as a value of the configuration.
	 */
	private @Nullable String receiver;

	public @Nullable String getKey() {
		return this.key;
	}

	public void setKey(@Nullable String key) {
		this.key = key;
	}

	public @Nullable String getNonce() {
		return this.nonce;
	}

	public void setNonce(@Nullable String nonce) {
		this.nonce = nonce;
	}

	public @Nullable String getAssociatedData() {
		return this.associatedData;
	}

	public void setAssociatedData(@Nullable String associatedData) {
		this.associatedData = associatedData;
	}

	public @Nullable String getReceiver() {
		return this.receiver;
	}

	public void setReceiver(@Nullable String receiver) {
		this.receiver = receiver;
	}

	DecodingSettings toSettings() {
		return new DecodingSettings(this.key, this.nonce, this.associatedData, this.receiver);
	}

}
