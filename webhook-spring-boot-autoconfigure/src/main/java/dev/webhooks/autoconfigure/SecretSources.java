package dev.webhooks.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.secret.RegisteredSecrets;
import dev.webhooks.secret.ResolvedSecrets;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.signature.SignatureScheme;

/**
 * Finds out where the secrets of a provider come from, other than from the configuration.
 *
 * @param registration keeps the secrets that providers make up, or {@code null}
 * @param resolver knows the secrets of tenants, or {@code null}
 * @param memory how much is remembered of what the resolver says
 */
record SecretSources(@Nullable WebhookRegistration registration, @Nullable WebhookSecretResolver resolver,
		ResolvedSecrets.Memory memory) {

	SecretSource of(String name, String prefix, ProviderProperties properties, SignatureScheme scheme) {
		SecretFormat format = new SecretFormat(properties.getSignature().getSecretEncoding(), scheme::check);
		boolean registers = properties.getHandshakes().stream().anyMatch((handshake) -> handshake.getSecret() != null);
		if (this.registration != null && registers) {
			return new RegisteredSecrets(name, this.registration, format);
		}
		boolean configured = properties.getSecret() != null || !properties.getSecrets().isEmpty();
		if (this.resolver == null || configured || !scheme.needsSecret()) {
			return SecretSource.NONE;
		}
		String path = (properties.getPath() != null) ? properties.getPath() : "";
		check(name, prefix, path, this.resolver);
		return new ResolvedSecrets(name, this.resolver, format, this.memory);
	}

	/**
	 * Without secret there is no endpoint, and without tenant the events of one could be
	 * taken for those of another.
	 */
	private static void check(String name, String prefix, String path, WebhookSecretResolver resolver) {
		if (path.contains("{")) {
			if (!path.contains("{tenant}")) {
				throw new InvalidWebhookConfigurationException(prefix + "path",
						"The secrets depend on the path, but it has no variable 'tenant' to keep the events apart.",
						"Use a path such as /webhooks/{tenant}/" + name + ".");
			}
		}
		else if (resolver.secrets(name, Map.of()).isEmpty()) {
			throw new InvalidWebhookConfigurationException(prefix + "secret",
					"There is no secret: none is configured, and the WebhookSecretResolver knows none.",
					"Set the secret that the provider shows for this endpoint, have the resolver return it, or give "
							+ "tenants a path such as /webhooks/{tenant}/" + name + ".");
		}
	}

}
