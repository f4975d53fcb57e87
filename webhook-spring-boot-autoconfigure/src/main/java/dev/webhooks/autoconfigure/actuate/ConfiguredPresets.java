package dev.webhooks.autoconfigure.actuate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.preset.Presets;

/**
 * Finds the presets of providers: the one that is named, or else the one of the same
 * name.
 */
final class ConfiguredPresets {

	private ConfiguredPresets() {
	}

	static Map<String, String> of(Environment environment, WebhookProviders providers) {
		Map<String, Entry> entries = Binder.get(environment)
			.bind("webhooks.providers", Bindable.mapOf(String.class, Entry.class))
			.orElse(Map.of());
		List<String> known = new Presets().names();
		Map<String, String> presets = new HashMap<>();
		for (WebhookProvider provider : providers.all()) {
			Entry entry = entries.get(provider.name());
			String preset = (entry != null) ? entry.getPreset() : null;
			if (preset != null) {
				presets.put(provider.name(), preset);
			}
			else if (known.contains(provider.name())) {
				presets.put(provider.name(), provider.name());
			}
		}
		return presets;
	}

	/**
	 * Entry of a provider, as far as it matters here.
	 */
	static final class Entry {

		private @Nullable String preset;

		@Nullable String getPreset() {
			return this.preset;
		}

		public void setPreset(@Nullable String preset) {
			this.preset = preset;
		}

	}

}
