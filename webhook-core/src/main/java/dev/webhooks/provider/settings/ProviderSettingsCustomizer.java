package dev.webhooks.provider.settings;

/**
 * Callback interface that can be implemented by beans wishing to change the settings of
 * the providers that are configured by properties, before anything is made of them: for
 * secrets that are written elsewhere, for example. Beans are asked in their order, at the
 * start and each time the secrets of a provider are read again.
 */
@FunctionalInterface
public interface ProviderSettingsCustomizer {

	/**
	 * Customizes the settings of a provider.
	 * @param name the name of the provider
	 * @param settings the settings as they are configured, with those of the preset. A
	 * secret with a placeholder that nothing resolved is still as it is written, and
	 * fails the start if it stays so
	 * @return the settings that count, which may be the same
	 * @throws dev.webhooks.InvalidSettingException if a setting cannot be used
	 */
	ProviderSettings customize(String name, ProviderSettings settings);

}
