package dev.webhooks.autoconfigure;

import java.util.List;

import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettings;

/**
 * A preset as it stands in its file, for tests and documents.
 *
 * @param name the name of the preset
 * @param settings what the file says
 */
record PresetFile(String name, ProviderSettings settings) {

	static List<PresetFile> all() {
		return new Presets().names().stream().map(PresetFile::of).toList();
	}

	/**
	 * Reads a preset; a key that is not known fails.
	 */
	static PresetFile of(String name) {
		return new PresetFile(name, new Presets().get(name).settings());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
