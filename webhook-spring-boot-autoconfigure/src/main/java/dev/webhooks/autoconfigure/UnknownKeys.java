package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

import dev.webhooks.provider.settings.NearestName;
import dev.webhooks.provider.settings.SettingKeys;

/**
 * Finds keys below {@code webhooks}, apart from those of the providers, that mean
 * nothing. One that is near a known key keeps the application from starting, any other is
 * warned of, and so is every variable of the environment: Kubernetes makes
 * {@code WEBHOOKS_SERVICE_HOST} of a service.
 */
final class UnknownKeys {

	private static final Logger logger = LoggerFactory.getLogger(UnknownKeys.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("webhooks");

	private static final ConfigurationPropertyName PROVIDERS = ConfigurationPropertyName.of(ProviderBinder.PREFIX);

	/** Other modules of the library by the first part of the keys that they bring. */
	private static final Map<String, String> MODULES = Map.of("sender", "webhook-sender-spring-boot-starter", "console",
			"webhook-console", "test", "webhook-spring-boot-starter-test");

	private final UnboundElementsSourceFilter isDeclared = new UnboundElementsSourceFilter();

	private final Environment environment;

	private final Set<String> known;

	/** As Spring Boot compares them: hyphens and capitals make no difference. */
	private final Set<ConfigurationPropertyName> names;

	private final KnownVariables variables;

	/**
	 * Creates an instance.
	 * @param environment holds the properties
	 * @param known the keys relative to {@code webhooks}
	 * @param entries the names of the providers
	 */
	UnknownKeys(Environment environment, Set<String> known, List<String> entries) {
		this.environment = environment;
		this.known = known;
		this.names = known.stream().map(ROOT::append).collect(Collectors.toSet());
		this.variables = new KnownVariables(known, entries);
	}

	/**
	 * Looks for them.
	 * @throws InvalidWebhookConfigurationException if a key is near a known one, or has a
	 * value where others belong
	 */
	void check() {
		if (this.known.isEmpty()) {
			return;
		}
		Set<String> variables = new TreeSet<>();
		Set<String> others = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean declared = this.isDeclared.apply(source);
				iterable.stream()
					.filter((name) -> ROOT.equals(name) || ROOT.isAncestorOf(name))
					.map(iterable::getConfigurationProperty)
					.filter((property) -> property != null && !isKnown(property, declared))
					.forEach((property) -> (declared ? others : variables)
						.add(declared ? declared(property) : variable(property)));
			}
		}
		warn(others, variables);
	}

	private void warn(Set<String> others, Set<String> variables) {
		if (!others.isEmpty()) {
			logger.warn("There are no such properties, and they change nothing: {}", String.join(", ", others));
		}
		if (!variables.isEmpty()) {
			logger.warn("Variables that begin like properties of webhooks, and are none: {}",
					String.join(", ", variables));
		}
	}

	private boolean isKnown(ConfigurationProperty property, boolean declared) {
		ConfigurationPropertyName name = property.getName();
		if (PROVIDERS.isAncestorOf(name)) {
			return declared ? !isItem(name) : this.variables.contains(name);
		}
		if (isGroup(name) && String.valueOf(property.getValue()).isBlank()) {
			return true;
		}
		return declared ? isKnown(name) : this.variables.contains(name);
	}

	/** A key below a known one is an item of its list, or an entry of its map. */
	private boolean isKnown(ConfigurationPropertyName name) {
		for (ConfigurationPropertyName key = name; ROOT.isAncestorOf(key); key = key.getParent()) {
			if (!PROVIDERS.equals(key) && this.names.contains(key)) {
				return true;
			}
		}
		return false;
	}

	private boolean isGroup(ConfigurationPropertyName name) {
		return ROOT.equals(name) || PROVIDERS.equals(name) || this.names.stream().anyMatch(name::isAncestorOf);
	}

	private static boolean isItem(ConfigurationPropertyName name) {
		return name.isNumericIndex(PROVIDERS.getNumberOfElements());
	}

	private String variable(ConfigurationProperty property) {
		String meant = this.variables.nearest(property.getName());
		return property.getOrigin()
				+ ((meant != null) ? " (did you mean '" + meant + "'?)" : module(property.getName()));
	}

	private static String module(ConfigurationPropertyName name) {
		String module = (name.getNumberOfElements() > 1) ? MODULES.get(name.getElement(1, Form.UNIFORM)) : null;
		return (module != null) ? " (needs " + module + ", which is not there)" : "";
	}

	/**
	 * Refuses a key that was written into a file or an argument, where it is near a known
	 * one.
	 */
	private String declared(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		if (PROVIDERS.equals(name) || PROVIDERS.isAncestorOf(name)) {
			throw new InvalidWebhookConfigurationException(ProviderBinder.PREFIX,
					"It has a value or a list, but the names of providers belong there.",
					"Write each provider as an entry with its name, for example '%s.stripe.secret'."
						.formatted(PROVIDERS));
		}
		if (isGroup(name)) {
			throw new InvalidWebhookConfigurationException(WrittenName.of(name),
					"It has a value, but properties belong there.",
					"Write what it means below it, for example '%s'.".formatted(firstBelow(name)));
		}
		if (!module(name).isEmpty()) {
			return WrittenName.of(name) + module(name);
		}
		String nearest = mayBeOurs(name) ? SettingKeys.of(this.known).nearest(relative(name)) : null;
		if (nearest != null) {
			throw new InvalidWebhookConfigurationException(WrittenName.of(name), "There is no such property.",
					"Did you mean '%s'?".formatted(ROOT + "." + nearest));
		}
		return WrittenName.of(name);
	}

	/** An application may have keys of its own below a group of its own. */
	private boolean mayBeOurs(ConfigurationPropertyName name) {
		String first = name.getElement(1, Form.UNIFORM);
		Set<String> ours = this.names.stream()
			.map((key) -> key.getElement(1, Form.UNIFORM))
			.collect(Collectors.toSet());
		return name.getNumberOfElements() == 2 || ours.contains(first) || NearestName.within(first, ours) != null;
	}

	private String firstBelow(ConfigurationPropertyName group) {
		return this.names.stream().filter(group::isAncestorOf).map(String::valueOf).sorted().findFirst().orElseThrow();
	}

	private static String relative(ConfigurationPropertyName name) {
		return ROOT.equals(name) ? "" : name.toString().substring(DocumentedKeys.PREFIX.length());
	}

}
