package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.InvalidRecipeException;
import dev.webhooks.provider.SignatureSchemes;

/**
 * Makes the {@link WebhookProviders} of what is configured: looks up presets, binds,
 * customizes, and checks the providers against each other.
 */
final class ConfiguredProviders {

	private static final Logger logger = LoggerFactory.getLogger(ConfiguredProviders.class);

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

	/** What the tables of the inbox have room for. */
	private static final int MAX_NAME_LENGTH = 100;

	private final Presets presets;

	private final ProviderBinder binder;

	private final WebhookProviderFactory factory;

	private final List<WebhookProviderCustomizer> customizers;

	private final SecretsReload reload;

	ConfiguredProviders(Presets presets, ProviderBinder binder, WebhookProviderFactory factory,
			List<WebhookProviderCustomizer> customizers, SecretsReload reload) {
		this.presets = presets;
		this.binder = binder;
		this.factory = factory;
		this.customizers = customizers;
		this.reload = reload;
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
		ProviderProperties properties = this.binder.bind(entry, preset(entry));
		if (properties.getSignature().getScheme().equals(SignatureSchemes.NONE)) {
			logger.warn("Requests to provider '{}' are not verified: anybody can send them ('{}.{}.signature.scheme' "
					+ "is 'none')", name, ProviderBinder.PREFIX, name);
		}
		if (properties.isBodyUnsigned()) {
			logger.info("The signature of provider '{}' covers nothing of the body: whoever knows one signed request "
					+ "can send another body with it", name);
		}
		if (properties.getSignature().isTimeless()) {
			logger.warn("Tokens of provider '{}' need no time ('{}' is empty): whoever has seen a request can send it "
					+ "again at any time", name, entry.property("signature.jwt.required"));
		}
		warnOfEmptyGuards(entry);
		WebhookProvider provider = build(entry, properties);
		this.reload.register(provider, () -> this.factory.secrets(provider, this.binder.bind(entry, preset(entry))));
		return provider;
	}

	/** A variable of the environment may be empty that should not be. */
	private void warnOfEmptyGuards(ProviderEntry entry) {
		for (String key : List.of("ip-allowlist", "ip-allowlist-url", "client-certificate.subject",
				"client-certificate.san")) {
			String value = this.binder.bind(entry, key, String.class);
			if (value != null && value.isBlank()) {
				logger.warn("'{}' is empty: it keeps nobody away from provider '{}'", entry.property(key),
						entry.name());
			}
		}
	}

	private WebhookProvider build(ProviderEntry entry, ProviderProperties properties) {
		try {
			WebhookProvider.Builder builder = this.factory.create(entry.name(), properties);
			this.customizers.forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}
		catch (InvalidRecipeException ex) {
			String value = (ex.value() != null) ? " (it is '" + ex.value() + "')" : "";
			throw new InvalidWebhookConfigurationException(entry.property(ex.key()), ex.getMessage() + value,
					"Correct the property; docs/configuration.md has the grammar.", ex);
		}
	}

	private @Nullable Preset preset(ProviderEntry entry) {
		String presetName = this.binder.bind(entry, "preset", String.class);
		Preset preset = this.presets.find((presetName != null) ? presetName : entry.name());
		if (preset == null && presetName != null) {
			List<String> names = this.presets.names();
			String nearest = NearestName.of(presetName, names);
			throw new InvalidWebhookConfigurationException(entry.property("preset"),
					"There is no preset '%s'.".formatted(presetName),
					((nearest != null) ? "Did you mean '%s'? ".formatted(nearest) : "") + "The presets are "
							+ String.join(", ", names) + ".");
		}
		return preset;
	}

	private static void checkDistinct(List<WebhookProvider> providers) {
		Map<String, String> names = new HashMap<>();
		Map<String, String> paths = new HashMap<>();
		for (WebhookProvider provider : providers) {
			String property = ProviderBinder.PREFIX + "." + provider.name();
			if (provider.name().length() > MAX_NAME_LENGTH) {
				throw new InvalidWebhookConfigurationException(property,
						"The name has more than %d characters.".formatted(MAX_NAME_LENGTH), "Use a shorter one.");
			}
			EndpointPath.of(property + ".path", provider.path());
			if (names.put(provider.name(), provider.path()) != null) {
				throw new InvalidWebhookConfigurationException(property, "There are two providers of this name.",
						"Rename one of them.");
			}
			// Whatever a variable is called, it matches the same paths
			String other = paths.put(provider.path().replaceAll("\\{[^}]*}", "{}"), provider.name());
			if (other != null) {
				throw new InvalidWebhookConfigurationException(property + ".path",
						"The provider '%s' has the path %s too.".formatted(other, provider.path()),
						"Give one of them another path.");
			}
		}
	}

}
