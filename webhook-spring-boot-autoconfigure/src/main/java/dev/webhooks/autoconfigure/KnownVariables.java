package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import dev.webhooks.provider.settings.NearestName;
import dev.webhooks.provider.settings.SettingKeys;

/**
 * The variables of the environment that are properties below {@code webhooks}. A variable
 * has neither hyphens nor capitals of its own. Immutable.
 */
final class KnownVariables {

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	private static final String PROVIDERS = "providers";

	private static final String LISTENERS = "listeners";

	private static final int KEY_OF_PROVIDER = 3;

	/** The keys by what is left of them in a variable. */
	private final Map<String, String> keys = new TreeMap<>();

	private final List<String> entries;

	/**
	 * Creates an instance.
	 * @param keys the keys relative to {@code webhooks}
	 * @param entries the names of the providers
	 */
	KnownVariables(Set<String> keys, List<String> entries) {
		keys.forEach((key) -> this.keys.put(uniform(key), key));
		this.entries = entries.stream().map(KnownVariables::uniform).toList();
	}

	/**
	 * Tells whether a variable is a property, or might be one.
	 * @param name the name that Spring Boot reads the variable as, below {@code webhooks}
	 */
	boolean contains(ConfigurationPropertyName name) {
		String variable = uniform(name.subName(1).toString());
		if (isOfProvider(name)) {
			return isOfEntry(variable.substring(PROVIDERS.length()));
		}
		return isOfListener(name) || this.keys.keySet()
			.stream()
			.anyMatch((key) -> variable.equals(key) || variable.startsWith(key + "["));
	}

	private static boolean isOfListener(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > 2 && LISTENERS.equals(name.getElement(1, Form.UNIFORM));
	}

	private static boolean isOfProvider(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > 2 && PROVIDERS.equals(name.getElement(1, Form.UNIFORM));
	}

	/**
	 * Names of providers may have hyphens, of which nothing is left in a variable. Some
	 * other variable may begin like a provider that is not there.
	 */
	private boolean isOfEntry(String variable) {
		List<String> named = this.entries.stream().filter(variable::startsWith).toList();
		return named.isEmpty()
				|| named.stream().anyMatch((entry) -> isKeyOfProvider(variable.substring(entry.length())));
	}

	private static boolean isKeyOfProvider(String variable) {
		String wanted = INDEX.matcher(variable).replaceAll("[]");
		return SettingKeys.ofProvider().all().stream().map(KnownVariables::uniform).anyMatch((key) -> {
			boolean anyName = key.endsWith("*");
			return anyName ? wanted.startsWith(key.substring(0, key.length() - 1))
					: wanted.equals(key) || wanted.equals(key + "[]");
		});
	}

	/**
	 * Finds the variable that somebody probably meant.
	 * @param name the name that Spring Boot reads the variable as, below {@code webhooks}
	 * @return the variable, or {@code null} if none is near
	 */
	@Nullable String nearest(ConfigurationPropertyName name) {
		if (isOfProvider(name)) {
			return nearestOfProvider(name);
		}
		String nearest = NearestName.within(uniform(name.subName(1).toString()), this.keys.keySet());
		return (nearest != null) ? variable("webhooks." + this.keys.get(nearest)) : null;
	}

	private @Nullable String nearestOfProvider(ConfigurationPropertyName name) {
		if (name.getNumberOfElements() <= KEY_OF_PROVIDER) {
			return null;
		}
		String nearest = SettingKeys.ofProvider().nearest(name.subName(KEY_OF_PROVIDER).toString());
		return (nearest != null) ? variable(name.chop(KEY_OF_PROVIDER) + "." + nearest) : null;
	}

	private static String variable(String property) {
		return property.replace("-", "").replaceAll("[.\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT);
	}

	private static String uniform(String key) {
		return key.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
	}

}
