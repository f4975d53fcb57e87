package dev.webhooks.provider.settings;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A secret as it is written: one entry of {@code secrets}. Immutable; {@code toString}
 * does not show it.
 *
 * @param value the secret, or {@code null} if it is missing
 * @param expires when it stops being accepted, or {@code null} for never
 * @param keyId what the provider calls it, or {@code null} if it has no name
 * @param verbatim whether white space or quotation marks around the value are a part of
 * it, {@code false} by default
 */
public record SecretSettings(@Nullable String value, @Nullable Instant expires, @Nullable String keyId,
		Boolean verbatim) {

	public SecretSettings(@Nullable String value, @Nullable Instant expires, @Nullable String keyId,
			@Nullable Boolean verbatim) {
		this.value = value;
		this.expires = expires;
		this.keyId = keyId;
		this.verbatim = Unset.or(verbatim, false);
	}

	static SecretSettings read(SettingsReader reader) {
		return new SecretSettings(reader.text("value"), reader.instant("expires"), reader.text("key-id"),
				reader.flag("verbatim"));
	}

	@Override
	public String toString() {
		return "SecretSettings[keyId=" + this.keyId + ", expires=" + this.expires + "]";
	}

}
