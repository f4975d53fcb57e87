package dev.webhooks.autoconfigure;

import java.util.Map;

/**
 * What is known of a provider before a user configures it.
 *
 * @param name the name of the preset
 * @param properties the values by key, relative to {@code webhooks.providers.<name>}
 */
record Preset(String name, Map<String, Object> properties) {

}
