package dev.webhooks.autoconfigure;

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

}
