package dev.webhooks.autoconfigure;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.SecretsSettings;

/**
 * Finds placeholders such as <code>${STRIPE_WEBHOOK_SECRET}</code> that nothing resolved.
 */
final class UnresolvedPlaceholder {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");

	private UnresolvedPlaceholder() {
	}

	/**
	 * Checks the secrets of a provider, and what else is kept like them.
	 * @param entry the entry of the provider
	 * @param secrets the secrets
	 * @throws InvalidWebhookConfigurationException if there is such a placeholder
	 */
	static void check(ProviderEntry entry, SecretsSettings secrets) {
		check(entry.property("secret"), secrets.secret());
		check(entry.property("key-id"), secrets.keyId());
		for (int i = 0; i < secrets.secrets().size(); i++) {
			check(entry.property("secrets[" + i + "].value"), secrets.secrets().get(i).value());
			check(entry.property("secrets[" + i + "].key-id"), secrets.secrets().get(i).keyId());
		}
		check(entry.property("verify-token"), secrets.verifyToken());
		secrets.values().forEach((name, value) -> check(entry.property("values." + name), value));
	}

	/**
	 * Checks a value or a collection of values.
	 * @param property the name of the property
	 * @param value what is bound
	 * @throws InvalidWebhookConfigurationException if there is such a placeholder
	 */
	static void check(String property, @Nullable Object value) {
		if (value instanceof Collection<?> values) {
			values.forEach((element) -> check(property, element));
		}
		else if (value instanceof String text) {
			Matcher matcher = PLACEHOLDER.matcher(text);
			if (matcher.find()) {
				throw new InvalidWebhookConfigurationException(property,
						"The placeholder %s is not resolved.".formatted(matcher.group()),
						"Set the environment variable or property '%s'.".formatted(matcher.group(1)));
			}
		}
	}

}
