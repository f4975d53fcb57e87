package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

import dev.webhooks.autoconfigure.provider.ProviderProperties;

/**
 * Finds the entries below {@code webhooks.providers}, those with nothing but unknown keys
 * included. A name that is written in several ways is one entry: an environment variable
 * has no hyphens.
 */
final class ProviderEntries {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ProviderBinder.PREFIX);

	private static final int INDEX_OF_NAME = PREFIX.getNumberOfElements();

	private final UnboundElementsSourceFilter isDeclared = new UnboundElementsSourceFilter();

	private final Environment environment;

	private final List<String> presets;

	/**
	 * Creates an instance.
	 * @param environment holds the properties
	 * @param presets the names of the presets
	 */
	ProviderEntries(Environment environment, List<String> presets) {
		this.environment = environment;
		this.presets = presets;
	}

	/**
	 * Finds the entries.
	 * @return the entries, in the order in which they are configured
	 */
	List<ProviderEntry> find() {
		Map<ConfigurationPropertyName, ProviderEntry> declared = new LinkedHashMap<>();
		Map<ConfigurationPropertyName, ProviderEntry> others = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				collect(iterable, this.isDeclared.apply(source) ? declared : others);
			}
		}
		List<ProviderEntry> entries = new ArrayList<>(declared.values());
		Binder binder = Binder.get(this.environment);
		others.forEach((prefix, entry) -> {
			// Any environment variable may begin like a name that is meant otherwise
			if (!declared.containsKey(prefix) && binder.bind(prefix, Bindable.of(ProviderProperties.class)).isBound()) {
				entries.add(named(entry));
			}
		});
		return entries;
	}

	private static void collect(IterableConfigurationPropertySource source,
			Map<ConfigurationPropertyName, ProviderEntry> entries) {
		for (ConfigurationPropertyName name : source) {
			if (PREFIX.isAncestorOf(name)) {
				ConfigurationPropertyName prefix = name.chop(INDEX_OF_NAME + 1);
				entries.putIfAbsent(prefix, new ProviderEntry(prefix.getElement(INDEX_OF_NAME, Form.ORIGINAL), prefix));
				if (PREFIX.isParentOf(name)) {
					checkEmpty(name, source.getConfigurationProperty(name));
				}
			}
		}
	}

	/**
	 * A value in place of keys is probably the secret.
	 */
	private static void checkEmpty(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		if (property != null && !String.valueOf(property.getValue()).isBlank()) {
			throw new InvalidWebhookConfigurationException(name.toString(),
					"It has a value, but properties belong there.",
					"Write the secret below it: %s.secret".formatted(name));
		}
	}

	/**
	 * Gives an entry the name of the preset whose name it is without hyphens.
	 */
	private ProviderEntry named(ProviderEntry entry) {
		for (String preset : this.presets) {
			ConfigurationPropertyName prefix = PREFIX.append(preset);
			if (prefix.equals(entry.prefix())) {
				return new ProviderEntry(preset, prefix);
			}
		}
		return entry;
	}

}
