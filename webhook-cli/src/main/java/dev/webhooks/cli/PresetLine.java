package dev.webhooks.cli;

import java.util.Locale;

import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.settings.ProviderSettings;

/**
 * One line on a preset.
 *
 * @param name its name
 * @param title the name of the provider as it writes itself
 * @param scheme how requests are verified
 */
record PresetLine(String name, String title, String scheme) {

	static PresetLine of(Preset preset) {
		ProviderSettings settings = preset.settings();
		String title = settings.about().title();
		return new PresetLine(preset.name(), (title != null) ? title : preset.name(),
				SignatureText.verifiedBy(settings));
	}

	boolean contains(String part) {
		return (this.name + " " + this.title).toLowerCase(Locale.ROOT).contains(part);
	}

}
