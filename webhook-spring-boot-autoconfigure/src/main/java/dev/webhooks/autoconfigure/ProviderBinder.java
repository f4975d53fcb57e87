package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.settings.ClosedValues;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingKeys;

/**
 * Binds the properties of one provider with those of its preset beneath: where both have
 * a key, the user's wins. What is wrong with a key is explained without showing a value
 * that may be a secret.
 */
final class ProviderBinder {

	static final String PREFIX = "webhooks.providers";

	/** Keys of secrets, and of what is kept like them, as Spring Boot compares them. */
	private static final Set<String> SECRETS = Set.of("secret", "keyid", "secrets", "verifytoken", "values");

	private static final SettingKeys KEYS = SettingKeys.ofProvider();

	private final Environment environment;

	ProviderBinder(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Binds one key of a provider, without its preset.
	 * @param <T> the type of the value
	 * @param entry the entry of the provider
	 * @param key the key
	 * @param type the type of the value
	 * @return the value or {@code null} if it is not set
	 */
	<T> @Nullable T bind(ProviderEntry entry, String key, Class<T> type) {
		return Binder.get(this.environment).bind(entry.prefix().append(key), Bindable.of(type)).orElse(null);
	}

	/**
	 * Binds a provider. Placeholders that nothing resolved may still stand in its
	 * secrets.
	 * @param entry the entry of the provider
	 * @param preset the preset or {@code null} if there is none
	 * @return the settings
	 * @throws InvalidWebhookConfigurationException if a key is unknown, or its value not
	 * resolved or not what belongs there
	 */
	ProviderSettings bind(ProviderEntry entry, @Nullable Preset preset) {
		checkGroups(entry);
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		// An entry may be there with nothing below it
		ConfigurationPropertySources.get(this.environment)
			.forEach((source) -> sources.add(source.filter((name) -> !name.equals(entry.prefix()))));
		ConfigurationPropertySource beneath = (preset != null) ? beneath(entry.prefix(), preset) : null;
		if (beneath != null) {
			sources.add(beneath);
		}
		UnboundElementsSourceFilter declared = new UnboundElementsSourceFilter();
		BindHandler unknownKeysFail = new NoUnboundElementsBindHandler(new ResolvedValues(entry),
				(source) -> source != beneath && declared.apply(source));
		Binder binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(this.environment));
		try {
			ProviderProperties properties = binder.bindOrCreate(entry.prefix(), Bindable.of(ProviderProperties.class),
					unknownKeysFail);
			return entry.using(properties::toSettings);
		}
		catch (BindException ex) {
			throw explain(entry, ex);
		}
	}

	/**
	 * Spring Boot passes over a value where properties belong, if there are some in the
	 * preset.
	 */
	private void checkGroups(ProviderEntry entry) {
		for (String key : KEYS.groups()) {
			if (hasText(entry.prefix().append(key))) {
				throw new InvalidWebhookConfigurationException(entry.property(key),
						"It has a value, but properties belong there.",
						"Write what it means below it, for example '%s'."
							.formatted(entry.property(KEYS.below(key).get(0))));
			}
		}
	}

	/** A variable of the environment may be meant for something else. */
	private boolean hasText(ConfigurationPropertyName name) {
		UnboundElementsSourceFilter declared = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = declared.apply(source) ? source.getConfigurationProperty(name) : null;
			if (property != null) {
				return !String.valueOf(property.getValue()).isBlank();
			}
		}
		return false;
	}

	private static ConfigurationPropertySource beneath(ConfigurationPropertyName prefix, Preset preset) {
		Map<String, Object> properties = new LinkedHashMap<>();
		flatten(prefix.toString(), preset.tree(), properties);
		return new MapConfigurationPropertySource(properties);
	}

	private static void flatten(String key, Object value, Map<String, Object> properties) {
		if (value instanceof Map<?, ?> group) {
			group.forEach((name, child) -> flatten(key + element(String.valueOf(name)), child, properties));
		}
		else if (value instanceof List<?> list && !list.isEmpty()) {
			for (int i = 0; i < list.size(); i++) {
				flatten(key + "[" + i + "]", list.get(i), properties);
			}
		}
		else {
			properties.put(key, (value instanceof List) ? "" : value);
		}
	}

	/** Brackets keep a name as it is written, such as that of a header. */
	private static String element(String name) {
		if (name.startsWith("[")) {
			return name;
		}
		return name.matches("[a-z0-9-]+") ? "." + name : "[" + name + "]";
	}

	private static RuntimeException explain(ProviderEntry entry, BindException ex) {
		if (ex.getCause() instanceof InvalidWebhookConfigurationException invalid) {
			return invalid;
		}
		if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			ConfigurationPropertyName name = unbound.getUnboundProperties().iterator().next().getName();
			String property = WrittenName.of(name);
			String nearest = KEYS.nearest(entry.key(name.toString()));
			return new InvalidWebhookConfigurationException(property, "There is no such property.", (nearest != null)
					? "Did you mean '%s'?".formatted(entry.property(nearest)) : "Remove it or correct its name.");
		}
		ConfigurationPropertyName secrets = entry.prefix().append("secrets");
		if (secrets.equals(ex.getName()) || secrets.isAncestorOf(ex.getName())) {
			return new InvalidWebhookConfigurationException(ex.getName().toString(),
					"It has a value that cannot be used there.",
					"Write each secret as an entry of its own, with 'value' and, if it ends, 'expires' such as "
							+ "2027-01-01T00:00:00Z.");
		}
		Class<?> constants = typeOf(ex.getTarget().getType());
		if (constants.isEnum() && ex.getProperty() != null) {
			return new InvalidWebhookConfigurationException(ex.getName().toString(),
					"'%s' is none of the values that are possible there.".formatted(ex.getProperty().getValue()),
					ClosedValues.fix(constants));
		}
		return ex;
	}

	/** The type of a value, or of each where it is a list. */
	private static Class<?> typeOf(ResolvableType type) {
		return (type.hasGenerics() ? type.getGeneric() : type).resolve(Object.class);
	}

	/**
	 * Refuses values with placeholders that nothing resolved: they would be taken as they
	 * are. Secrets are left for those who may have others to put in their place.
	 */
	private static final class ResolvedValues extends AbstractBindHandler {

		private final ProviderEntry entry;

		ResolvedValues(ProviderEntry entry) {
			this.entry = entry;
		}

		@Override
		public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			if (!isSecret(name)) {
				UnresolvedPlaceholder.check(name.toString(), result);
			}
			return super.onSuccess(name, target, context, result);
		}

		private boolean isSecret(ConfigurationPropertyName name) {
			int level = this.entry.prefix().getNumberOfElements();
			return this.entry.prefix().isAncestorOf(name)
					&& SECRETS.contains(name.getElement(level, ConfigurationPropertyName.Form.UNIFORM));
		}

	}

}
