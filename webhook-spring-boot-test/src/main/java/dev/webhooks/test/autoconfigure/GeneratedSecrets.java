package dev.webhooks.test.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;

import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;
import dev.webhooks.provider.settings.SecretSettings;
import dev.webhooks.provider.settings.SecretsSettings;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.test.SigningKeys;

/**
 * Random secrets for providers of an application under test that have none: where nothing
 * is configured, or a placeholder that nothing resolved. What is configured stays, and
 * what beans know is asked of them. Safe for use by several threads.
 */
class GeneratedSecrets implements ProviderSettingsCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(GeneratedSecrets.class);

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");

	private final Map<String, SigningKeys> generated = new ConcurrentHashMap<>();

	private final Map<String, String> texts = new ConcurrentHashMap<>();

	private final BeanFactory beanFactory;

	GeneratedSecrets(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Finds the keys that requests of a provider are to be signed with.
	 * @return the keys, or {@code null} if the provider signs with a secret that the
	 * application knows by itself
	 */
	@Nullable SigningKeys signingKeys(String name) {
		SigningKeys keys = this.generated.get(name);
		return (keys != null) ? keys : this.generated.get(name + "[0]");
	}

	@Override
	public ProviderSettings customize(String name, ProviderSettings unnamed) {
		ProviderSettings settings = unnamed.withSecrets(named(name, unnamed.secrets()));
		SecretsSettings secrets = settings.secrets();
		try {
			return settings
				.withSecrets(new SecretsSettings(secret(name, settings), keyId(name, settings), secrets(name, settings),
						isMissing(secrets.verifyToken()) ? text(name + ".verify-token") : secrets.verifyToken(),
						values(name, secrets.values())));
		}
		catch (IllegalStateException ex) {
			logger.info("Provider '{}' gets no random secret: {}", name, ex.getMessage());
			return settings;
		}
	}

	/** Names of secrets may be placeholders, too. */
	private SecretsSettings named(String name, SecretsSettings secrets) {
		List<SecretSettings> named = new ArrayList<>();
		for (SecretSettings secret : secrets.secrets()) {
			named.add(new SecretSettings(secret.value(), secret.expires(),
					keyName(name + "[" + named.size() + "].key-id", secret.keyId()), secret.verbatim()));
		}
		return new SecretsSettings(secrets.secret(), keyName(name + ".key-id", secrets.keyId()), named,
				secrets.verifyToken(), secrets.values());
	}

	private @Nullable String keyName(String key, @Nullable String keyId) {
		return (keyId != null && PLACEHOLDER.matcher(keyId).find()) ? text(key) : keyId;
	}

	private @Nullable String secret(String name, ProviderSettings settings) {
		String secret = settings.secrets().secret();
		boolean needed = (secret != null) ? isMissing(secret)
				: !settings.secrets().areConfigured() && isNeeded(settings);
		return needed ? configured(name, name, settings) : secret;
	}

	private @Nullable String keyId(String name, ProviderSettings settings) {
		SigningKeys keys = this.generated.get(name);
		return (keys != null) ? keys.keyId() : settings.secrets().keyId();
	}

	/**
	 * Makes up what is configured. Where nobody but the provider can sign, that is there
	 * for the start alone.
	 */
	private String configured(String key, String name, ProviderSettings settings) {
		try {
			return this.generated.computeIfAbsent(key, (absent) -> SigningKeys.random(settings)).configured();
		}
		catch (IllegalStateException ex) {
			logger.info("Requests of provider '{}' cannot be signed in tests: {}", name, ex.getMessage());
			return text(key);
		}
	}

	/** Beans may know secrets, which must not be configured then. */
	private boolean isNeeded(ProviderSettings settings) {
		if (settings.signature().isUnverified() || settings.endpoint().isTenantOfToken()) {
			return false;
		}
		boolean registers = settings.handshakes().stream().anyMatch((handshake) -> handshake.secret() != null);
		return !(registers && isThere(WebhookRegistration.class)) && !isThere(WebhookSecretResolver.class);
	}

	private boolean isThere(Class<?> type) {
		return this.beanFactory.getBeanProvider(type).getIfUnique() != null;
	}

	private List<SecretSettings> secrets(String name, ProviderSettings settings) {
		List<SecretSettings> secrets = new ArrayList<>();
		for (SecretSettings secret : settings.secrets().secrets()) {
			secrets.add(isMissing(secret.value()) ? replaced(secret, name + "[" + secrets.size() + "]", name, settings)
					: secret);
		}
		return secrets;
	}

	private SecretSettings replaced(SecretSettings secret, String key, String name, ProviderSettings settings) {
		String value = configured(key, name, settings);
		SigningKeys keys = this.generated.get(key);
		String keyId = (secret.keyId() == null && keys != null) ? keys.keyId() : secret.keyId();
		return new SecretSettings(value, secret.expires(), keyId, secret.verbatim());
	}

	private Map<String, String> values(String name, Map<String, String> values) {
		Map<String, String> filled = new LinkedHashMap<>();
		values.forEach((key, value) -> filled.put(key, isMissing(value) ? text(name + ".values." + key) : value));
		return filled;
	}

	private String text(String key) {
		return this.texts.computeIfAbsent(key, (absent) -> UUID.randomUUID().toString());
	}

	/** A value that is not there at all is not asked for. */
	private static boolean isMissing(@Nullable String value) {
		return value != null && (value.isBlank() || PLACEHOLDER.matcher(value).find());
	}

}
