package dev.webhooks.provider.preset;

import java.util.Map;

import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * The settings of a provider that are known before a user configures it. Immutable.
 *
 * @param name the name of the preset
 * @param tree the settings as they stand in its file, with the keys that a user could
 * write
 */
public record Preset(String name, Map<String, Object> tree) {

	/**
	 * Reads the settings of the preset alone.
	 * @return the settings
	 */
	public ProviderSettings settings() {
		return ProviderSettings.of(this.tree);
	}

	/**
	 * Lays settings of a user over those of the preset: the user's count, key by key, and
	 * a list is replaced as a whole.
	 * @param settings the settings of the user
	 * @return the settings of both, as a tree
	 */
	public Map<String, Object> beneath(Map<String, ?> settings) {
		return SettingsTree.merge(settings, this.tree);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
