package dev.webhooks.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.StringUtils;

import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.signature.SignatureScheme;

/**
 * Reads the secrets of one provider. What is wrong with one is explained without showing
 * it.
 */
final class SecretsReader {

	private static final Logger logger = LoggerFactory.getLogger(SecretsReader.class);

	private static final int SHORT_SECRET = 16;

	private final String prefix;

	private final SignatureScheme scheme;

	private final SecretFormat format;

	SecretsReader(String prefix, SignatureScheme scheme, SecretFormat format) {
		this.prefix = prefix;
		this.scheme = scheme;
		this.format = format;
	}

	/**
	 * Reads the secrets.
	 * @param properties the properties of the provider
	 * @param optional whether there may be none, because they come from elsewhere
	 * @return the secrets, newest first
	 */
	List<Secret> read(ProviderProperties properties, boolean optional) {
		String single = properties.getSecret();
		if (single != null && !properties.getSecrets().isEmpty()) {
			throw new InvalidWebhookConfigurationException(this.prefix + "secret",
					"It is set together with 'secrets', of which it is the short form.",
					"Set one of the two: move the value to the top of 'secrets'.");
		}
		List<Secret> secrets = new ArrayList<>();
		if (single != null) {
			checkVerbatim(this.prefix + "secret", single);
			secrets.add(secret(this.prefix + "secret", single, null, properties.getKeyId()));
		}
		for (SecretProperties secret : properties.getSecrets()) {
			String property = this.prefix + "secrets[" + secrets.size() + "].value";
			if (!secret.isVerbatim()) {
				checkVerbatim(property, secret.getValue());
			}
			secrets.add(secret(property, secret.getValue(), secret.getExpires(), secret.getKeyId()));
		}
		if (secrets.isEmpty() && this.scheme.needsSecret() && !optional) {
			throw new InvalidWebhookConfigurationException(this.prefix + "secret",
					"There is no secret, so no request could be verified.",
					"Set the secret that the provider shows for this endpoint, best by an environment variable: "
							+ "secret: ${SOME_WEBHOOK_SECRET}");
		}
		return secrets;
	}

	/**
	 * Finds what a console or a file has put around a secret. It would be a part of the
	 * key, and no request would be authentic.
	 */
	private static void checkVerbatim(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			return;
		}
		char first = value.charAt(0);
		char last = value.charAt(value.length() - 1);
		boolean quoted = value.length() > 1 && first == last && (first == '"' || first == '\'');
		if (quoted || isSpace(first) || isSpace(last)) {
			throw new InvalidWebhookConfigurationException(property,
					quoted ? "The secret stands in quotation marks." : "There is white space around the secret.",
					"Remove what is around it. If it is a part of the secret, set the secret by 'secrets', and "
							+ "'secrets[].verbatim' to true.");
		}
	}

	private static boolean isSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c);
	}

	private Secret secret(String property, @Nullable String value, @Nullable Instant expires, @Nullable String keyId) {
		if (value == null || value.isBlank()) {
			throw new InvalidWebhookConfigurationException(property, "It is blank.",
					"Set the secret that the provider shows for this endpoint.");
		}
		try {
			Secret secret = this.format.read(value, expires, keyId);
			if (secret.shortestLength() < SHORT_SECRET && this.scheme.needsSecret()) {
				logger.warn("The secret in '{}' has fewer than {} bytes: a short secret can be guessed", property,
						SHORT_SECRET);
			}
			return secret;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(property, "The secret cannot be used: " + ex.getMessage(),
					"Copy the secret as the provider shows it, and check 'signature.secret-encoding'.");
		}
	}

}
