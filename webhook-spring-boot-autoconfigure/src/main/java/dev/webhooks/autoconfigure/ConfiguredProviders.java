package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderBuilder;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.NearestName;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;

/**
 * Makes the {@link WebhookProviders} of what is configured: looks up presets, binds,
 * customizes, and checks the providers against each other.
 */
final class ConfiguredProviders {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

	/** Length that the tables of the inbox have room for. */
	private static final int MAX_NAME_LENGTH = 100;

	private final Presets presets;

	private final ProviderBinder binder;

	private final ProviderFactory factory;

	private final List<WebhookProviderCustomizer> customizers;

	private final List<ProviderSettingsCustomizer> settingsCustomizers;

	private final SecretsReload reload;

	private final ProviderWarnings warnings;

	ConfiguredProviders(Presets presets, ProviderBinder binder, List<ProviderSettingsCustomizer> settingsCustomizers,
			ProviderFactory factory, List<WebhookProviderCustomizer> customizers, SecretsReload reload) {
		this.presets = presets;
		this.binder = binder;
		this.settingsCustomizers = settingsCustomizers;
		this.factory = factory;
		this.customizers = customizers;
		this.reload = reload;
		this.warnings = new ProviderWarnings(binder);
	}

	/**
	 * Makes the providers.
	 * @param entries what is configured
	 * @param programmatic the providers that are beans
	 * @return the enabled providers
	 */
	WebhookProviders create(List<ProviderEntry> entries, List<WebhookProvider> programmatic) {
		List<WebhookProvider> providers = new ArrayList<>(programmatic);
		for (ProviderEntry entry : entries) {
			if (!Boolean.FALSE.equals(this.binder.bind(entry, "enabled", Boolean.class))) {
				providers.add(create(entry));
			}
		}
		checkDistinct(providers);
		return new WebhookProviders(providers);
	}

	private WebhookProvider create(ProviderEntry entry) {
		String name = entry.name();
		if (!NAME.matcher(name).matches()) {
			throw new InvalidWebhookConfigurationException(ProviderBinder.PREFIX,
					"'%s' cannot be a name.".formatted(name), "Use letters, digits, hyphens, dots and underscores.");
		}
		Preset preset = preset(entry);
		ProviderSettings settings = settings(entry, preset);
		if (preset == null && settings.signature().isUnset()) {
			checkMeansNoPreset(entry);
		}
		this.warnings.of(entry, settings);
		WebhookProvider provider = build(entry, settings);
		this.warnings.ofSecrets(entry, settings, provider.verifier());
		this.reload.register(provider,
				() -> entry.using(() -> this.factory.secrets(provider, settings(entry, preset(entry)))));
		return provider;
	}

	private ProviderSettings settings(ProviderEntry entry, @Nullable Preset preset) {
		ProviderSettings bound = this.binder.bind(entry, preset);
		ProviderSettings settings = entry.using(() -> {
			ProviderSettings customized = bound;
			for (ProviderSettingsCustomizer customizer : this.settingsCustomizers) {
				customized = customizer.customize(entry.name(), customized);
			}
			return customized;
		});
		UnresolvedPlaceholder.check(entry, settings.secrets());
		return settings;
	}

	private WebhookProvider build(ProviderEntry entry, ProviderSettings settings) {
		return entry.using(() -> {
			WebhookProviderBuilder builder = this.factory.create(entry.name(), settings);
			this.customizers.forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		});
	}

	private @Nullable Preset preset(ProviderEntry entry) {
		String name = this.binder.bind(entry, "preset", String.class);
		return (name != null) ? entry.using(() -> this.presets.get(name)) : this.presets.find(entry.name());
	}

	/**
	 * An entry that says nothing of a signature is perhaps meant to be named like a
	 * preset.
	 */
	private void checkMeansNoPreset(ProviderEntry entry) {
		String name = entry.name().toLowerCase(Locale.ROOT);
		String nearest = NearestName.within(name, this.presets.names());
		if (nearest != null) {
			throw new InvalidWebhookConfigurationException(ProviderBinder.PREFIX + "." + entry.name(),
					"There is no preset of this name, and nothing below it says how requests are signed.",
					"Did you mean '%s.%s'? Or set '%s' to the name of a preset, or configure '%s'.".formatted(
							ProviderBinder.PREFIX, nearest, entry.property("preset"), entry.property("signature")));
		}
	}

	private static void checkDistinct(List<WebhookProvider> providers) {
		Map<String, String> names = new HashMap<>();
		Map<String, String> paths = new HashMap<>();
		for (WebhookProvider provider : providers) {
			String property = ProviderBinder.PREFIX + "." + provider.name();
			if (provider.name().length() > MAX_NAME_LENGTH) {
				throw new InvalidWebhookConfigurationException(property,
						"The name has more than %s characters.".formatted(MAX_NAME_LENGTH), "Use a shorter one.");
			}
			String path = provider.endpoint().path();
			InvalidWebhookConfigurationException.below(property + ".", () -> EndpointPath.of("path", path));
			if (names.put(provider.name(), path) != null) {
				throw new InvalidWebhookConfigurationException(property, "There are two providers of this name.",
						"Rename one of them.");
			}
			// Whatever a variable is called, it matches the same paths
			String other = paths.put(path.replaceAll("\\{[^}]*}", "{}"), provider.name());
			if (other != null) {
				throw new InvalidWebhookConfigurationException(property + ".path",
						"The provider '%s' has the path %s too.".formatted(other, path),
						"Give one of them another path.");
			}
		}
	}

}
