package dev.webhooks.autoconfigure;

import java.util.function.Supplier;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * One entry below {@code webhooks.providers}.
 *
 * @param name the name as the user wrote it
 * @param prefix what stands before the keys of the entry
 */
record ProviderEntry(String name, ConfigurationPropertyName prefix) {

	/**
	 * Names a property of the entry for messages.
	 * @param key the key relative to the entry
	 * @return the name of the property
	 */
	String property(String key) {
		return this.prefix + "." + key;
	}

	/**
	 * Finds the key of a property of the entry.
	 * @param property the name of the property
	 * @return the key relative to the entry
	 */
	String key(String property) {
		return property.substring(property("").length());
	}

	/**
	 * Uses settings of the entry.
	 * @param use uses the settings
	 * @return what is made of them
	 * @throws InvalidWebhookConfigurationException if one of them cannot be used
	 */
	<T> T using(Supplier<T> use) {
		return InvalidWebhookConfigurationException.below(property(""), use);
	}

}
