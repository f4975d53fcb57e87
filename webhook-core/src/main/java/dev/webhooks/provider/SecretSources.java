package dev.webhooks.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.secret.RegisteredSecrets;
import dev.webhooks.secret.ResolvedSecrets;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.signature.SignatureScheme;

/**
 * Where the secrets of providers come from, other than from the configuration. Immutable.
 *
 * @param registration keeps the secrets that providers make up, or {@code null}
 * @param resolver knows the secrets of tenants, or {@code null}
 * @param memory how much is remembered of what the resolver says
 */
@Internal
public record SecretSources(@Nullable WebhookRegistration registration, @Nullable WebhookSecretResolver resolver,
		ResolvedSecrets.Memory memory) {

	/**
	 * No secrets but those that are configured.
	 */
	public static final SecretSources CONFIGURED = new SecretSources(null, null,
			new ResolvedSecrets.Memory(0, Duration.ZERO, Clock.systemUTC()));

	SecretSource of(String name, ProviderSettings settings, SignatureScheme scheme) {
		SecretFormat format = new SecretFormat(settings.signature().secretEncoding(), scheme::check);
		boolean registers = settings.handshakes().stream().anyMatch((handshake) -> handshake.secret() != null);
		if (this.registration != null && registers) {
			return new RegisteredSecrets(name, this.registration, format);
		}
		if (this.resolver == null || settings.secrets().areConfigured() || !scheme.needsSecret()) {
			return SecretSource.NONE;
		}
		String path = settings.endpoint().path();
		check(name, (path != null) ? path : "", this.resolver);
		return new ResolvedSecrets(name, this.resolver, format, this.memory);
	}

	/**
	 * Without secret there is no endpoint, and without tenant the events of one could be
	 * taken for those of another.
	 */
	private static void check(String name, String path, WebhookSecretResolver resolver) {
		if (path.contains("{")) {
			if (!path.contains("{tenant}")) {
				throw InvalidSettingException.of("path",
						"The secrets depend on the path, but it has no variable 'tenant' to keep the events apart.",
						"Use a path such as /webhooks/{tenant}/" + name + ".");
			}
		}
		else if (resolver.secrets(name, Map.of()).isEmpty()) {
			throw InvalidSettingException.of("secret",
					"There is no secret: none is configured, and the WebhookSecretResolver knows none.",
					"Set the secret that the provider shows for this endpoint, have the resolver return it, or give "
							+ "tenants a path such as /webhooks/{tenant}/" + name + ".");
		}
	}

}
