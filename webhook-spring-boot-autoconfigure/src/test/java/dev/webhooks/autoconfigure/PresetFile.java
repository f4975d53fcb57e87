package dev.webhooks.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A preset as it stands in its file, for tests and documents.
 *
 * @param name the name of the preset
 * @param properties what the file says
 */
record PresetFile(String name, ProviderProperties properties) {

	static List<PresetFile> all() {
		return new Presets().names().stream().map(PresetFile::of).toList();
	}

	/**
	 * Reads a preset; a key that is not known fails.
	 */
	static PresetFile of(String name) {
		Preset preset = new Presets().find(name);
		if (preset == null) {
			throw new IllegalArgumentException("There is no preset " + name);
		}
		Map<String, Object> properties = new LinkedHashMap<>();
		preset.properties().forEach((key, value) -> properties.put("preset." + key, value));
		Binder binder = new Binder(new MapConfigurationPropertySource(properties));
		return new PresetFile(name, binder.bindOrCreate("preset", Bindable.of(ProviderProperties.class),
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT)));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
