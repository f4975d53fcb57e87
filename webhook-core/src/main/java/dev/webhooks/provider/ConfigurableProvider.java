package dev.webhooks.provider;

import java.util.Map;
import java.util.stream.Stream;

import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * A provider that is configured in code, with the keys of a YAML file, before it is made.
 * Not safe for use by several threads.
 */
public final class ConfigurableProvider {

	private final String name;

	private final Map<String, Object> tree;

	ConfigurableProvider(String name) {
		this(name, Map.of());
	}

	ConfigurableProvider(String name, Map<String, Object> tree) {
		this.name = name;
		this.tree = SettingsTree.merge(tree, Map.of());
	}

	/**
	 * Sets the secret, in place of those that were set.
	 * @param secret the secret as the provider shows it
	 * @return this provider
	 */
	public ConfigurableProvider secret(String secret) {
		return secrets(secret);
	}

	/**
	 * Sets the secrets, in place of those that were set.
	 * @param newestFirst the secrets as the provider shows them; each is tried, and the
	 * first signs
	 * @return this provider
	 */
	public ConfigurableProvider secrets(String... newestFirst) {
		this.tree.remove("secret");
		return with("secrets", Stream.of(newestFirst).map((secret) -> Map.of("value", secret)).toList());
	}

	/**
	 * Sets one key, or all below it.
	 * @param key the key, such as {@code signature.tolerance}
	 * @param value a text such as {@code 10m}, a number, a truth value, a list, or a map
	 * of the keys below
	 * @return this provider
	 */
	public ConfigurableProvider with(String key, Object value) {
		SettingsTree.put(this.tree, key, value);
		return this;
	}

	/**
	 * Makes up a secret that both sides may share, as long as a hash of the scheme and
	 * written as this provider's are. It is not set.
	 * @return another secret each time
	 * @throws IllegalStateException if there is no secret to share: the provider has a
	 * key pair, or nothing is signed
	 * @see ProviderSettings#randomSecret()
	 */
	public String randomSecret() {
		return settings().randomSecret();
	}

	/**
	 * Reads the settings.
	 * @return all settings
	 * @throws dev.webhooks.InvalidSettingException if a key is unknown, or has a value
	 * that cannot be used
	 */
	public ProviderSettings settings() {
		return ProviderSettings.of(this.tree);
	}

	/**
	 * Makes the provider.
	 * @return the provider
	 * @throws dev.webhooks.InvalidSettingException if a setting is missing or cannot be
	 * used
	 */
	public WebhookProvider build() {
		return WebhookProvider.of(this.name, settings());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
