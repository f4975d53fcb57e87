package dev.webhooks.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;

/**
 * The secrets that a provider made up itself and that a {@link WebhookRegistration}
 * keeps.
 */
@Internal
public final class RegisteredSecrets implements SecretSource {

	private final String provider;

	private final WebhookRegistration registration;

	private final SecretFormat format;

	private final Map<String, Secret> prepared = new ConcurrentHashMap<>();

	/**
	 * Creates a source.
	 * @param provider the name of the provider
	 * @param registration keeps the secrets
	 * @param format how the key is written in a secret
	 */
	public RegisteredSecrets(String provider, WebhookRegistration registration, SecretFormat format) {
		this.provider = provider;
		this.registration = registration;
		this.format = format;
	}

	@Override
	public List<Secret> secrets(WebhookRequest request) {
		List<String> texts = this.registration.secrets(this.provider);
		this.prepared.keySet().retainAll(texts);
		return texts.stream()
			.map((text) -> this.prepared.computeIfAbsent(text, (key) -> this.format.read(key, null, null)))
			.toList();
	}

}
