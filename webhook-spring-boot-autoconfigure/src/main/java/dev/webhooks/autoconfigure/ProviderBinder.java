package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Binds the properties of one provider with those of its preset beneath: where both have
 * a key, the user's wins.
 */
final class ProviderBinder {

	static final String PREFIX = "webhooks.providers";

	private final Environment environment;

	ProviderBinder(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Binds a provider.
	 * @param name the key below {@code webhooks.providers}
	 * @param preset the preset or {@code null} if there is none
	 * @return the properties
	 */
	ProviderProperties bind(String name, @Nullable Preset preset) {
		ConfigurationPropertyName prefix = nameOf(name);
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.get(this.environment).forEach(sources::add);
		if (preset != null) {
			sources.add(beneath(prefix, preset));
		}
		Binder binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(this.environment));
		BindHandler unknownKeysFail = new NoUnboundElementsBindHandler(BindHandler.DEFAULT,
				new UnboundElementsSourceFilter());
		return binder.bindOrCreate(prefix, Bindable.of(ProviderProperties.class), unknownKeysFail);
	}

	private static ConfigurationPropertyName nameOf(String name) {
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
		return ConfigurationPropertyName.isValid(name) ? prefix.append(name) : prefix.append("[" + name + "]");
	}

	private static ConfigurationPropertySource beneath(ConfigurationPropertyName prefix, Preset preset) {
		Map<String, Object> prefixed = new LinkedHashMap<>();
		preset.properties().forEach((key, value) -> prefixed.put(prefix + "." + key, value));
		return new MapConfigurationPropertySource(prefixed);
	}

}
