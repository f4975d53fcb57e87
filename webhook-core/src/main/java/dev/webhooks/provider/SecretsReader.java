package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.SecretSettings;
import dev.webhooks.provider.settings.SecretsSettings;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretWrapping;
import dev.webhooks.signature.SignatureScheme;

/**
 * Reads the secrets of one provider. What is wrong with one is explained without showing
 * it.
 */
final class SecretsReader {

	private final SignatureScheme scheme;

	private final SecretFormat format;

	SecretsReader(SignatureScheme scheme, SecretFormat format) {
		this.scheme = scheme;
		this.format = format;
	}

	/**
	 * Reads the secrets.
	 * @param settings the secrets as they are configured
	 * @param optional whether there may be none, because they come from elsewhere
	 * @return the secrets, newest first
	 */
	List<Secret> read(SecretsSettings settings, boolean optional) {
		List<Secret> secrets = new ArrayList<>();
		if (settings.secret() != null) {
			secrets.add(secret("secret", new SecretSettings(settings.secret(), null, settings.keyId(), false)));
		}
		for (SecretSettings secret : settings.secrets()) {
			secrets.add(secret("secrets[" + secrets.size() + "].value", secret));
		}
		if (secrets.isEmpty() && this.scheme.needsSecret() && !optional) {
			throw InvalidSettingException.of("secret", "There is no secret, so no request could be verified.",
					"Set the secret that the provider shows for this endpoint, best by an environment variable: "
							+ "secret: ${SOME_WEBHOOK_SECRET}");
		}
		return secrets;
	}

	/**
	 * Refuses what stands around a secret. It would be a part of the key, and no request
	 * would be authentic.
	 */
	private static void checkWrapping(String key, String value) {
		String wrapping = SecretWrapping.of(value);
		if (wrapping != null) {
			throw InvalidSettingException.of(key, wrapping,
					"Remove what is around it. If it is a part of the secret, set the secret by 'secrets', and "
							+ "'secrets[].verbatim' to true.");
		}
	}

	private Secret secret(String key, SecretSettings settings) {
		String value = settings.value();
		if (value == null || value.isBlank()) {
			throw InvalidSettingException.of(key, "It is blank.",
					"Set the secret that the provider shows for this endpoint.");
		}
		if (!settings.verbatim()) {
			checkWrapping(key, value);
		}
		try {
			return this.format.read(value, settings.expires(), settings.keyId());
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of(key, "The secret cannot be used: " + ex.getMessage(),
					"Copy the secret as the provider shows it, and check 'signature.secret-encoding'.");
		}
	}

}
