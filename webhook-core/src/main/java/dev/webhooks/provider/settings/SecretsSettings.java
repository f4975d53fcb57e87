package dev.webhooks.provider.settings;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The secrets that are configured for a provider. Immutable; {@code toString} does not
 * show them.
 *
 * @param secret short for one entry of {@code secrets}, or {@code null}
 * @param keyId what the provider calls {@code secret}, or {@code null} if it has no name
 * @param secrets the secrets that requests are verified with, newest first
 * @param verifyToken the token that the provider has to show when it tests the endpoint,
 * or {@code null}
 * @param values further values that templates fill in
 */
public record SecretsSettings(@Nullable String secret, @Nullable String keyId, List<SecretSettings> secrets,
		@Nullable String verifyToken, Map<String, String> values) {

	public SecretsSettings(@Nullable String secret, @Nullable String keyId, @Nullable List<SecretSettings> secrets,
			@Nullable String verifyToken, @Nullable Map<String, String> values) {
		this.secret = secret;
		this.keyId = keyId;
		this.secrets = Unset.orEmpty(secrets);
		this.verifyToken = verifyToken;
		this.values = (values != null) ? Map.copyOf(values) : Map.of();
		if (secret != null && !this.secrets.isEmpty()) {
			throw InvalidSettingException.of("secret",
					"It is set together with 'secrets', of which it is the short form.",
					"Set one of the two: move the value to the top of 'secrets'.");
		}
	}

	static SecretsSettings read(SettingsReader reader) {
		return new SecretsSettings(reader.text("secret"), reader.text("key-id"),
				reader.groups("secrets", SecretSettings::read), reader.text("verify-token"),
				reader.namedText("values"));
	}

	/**
	 * Tells whether there are any secrets.
	 * @return whether there are
	 */
	public boolean areConfigured() {
		return this.secret != null || !this.secrets.isEmpty();
	}

	@Override
	public String toString() {
		return "SecretsSettings[" + ((this.secret != null) ? 1 : this.secrets.size()) + "]";
	}

}
