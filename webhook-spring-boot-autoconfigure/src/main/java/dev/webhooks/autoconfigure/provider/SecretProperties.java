package dev.webhooks.autoconfigure.provider;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.SecretSettings;

/**
 * One of several secrets.
 */
public class SecretProperties {

	/**
	 * Value of the secret.
	 */
	private @Nullable String value;

	/**
	 * When the secret stops being accepted.
	 */
	private @Nullable Instant expires;

	/**
	 * Name by which the provider knows the secret, where the signature names it.
	 */
	private @Nullable String keyId;

	/**
	 * Whether white space or quotation marks around the value are a part of the secret.
	 */
	private @Nullable Boolean verbatim;

	public @Nullable Boolean getVerbatim() {
		return this.verbatim;
	}

	public void setVerbatim(@Nullable Boolean verbatim) {
		this.verbatim = verbatim;
	}

	public @Nullable String getKeyId() {
		return this.keyId;
	}

	public void setKeyId(@Nullable String keyId) {
		this.keyId = keyId;
	}

	public @Nullable String getValue() {
		return this.value;
	}

	public void setValue(@Nullable String value) {
		this.value = value;
	}

	public @Nullable Instant getExpires() {
		return this.expires;
	}

	public void setExpires(@Nullable Instant expires) {
		this.expires = expires;
	}

	SecretSettings toSettings() {
		return new SecretSettings(this.value, this.expires, this.keyId, this.verbatim);
	}

}
