package dev.webhooks.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.autoconfigure.provider.ListenerProperties;
import dev.webhooks.inbox.ListenerSettings;
import dev.webhooks.provider.settings.CircuitBreakerSettings;

/**
 * Properties of single listeners below {@code webhooks.listeners}. Immutable but for the
 * properties themselves.
 */
@Internal
public final class ConfiguredListeners {

	static final String PREFIX = "webhooks.listeners";

	private final Map<String, ListenerProperties> byId;

	ConfiguredListeners(Map<String, ListenerProperties> byId) {
		this.byId = new LinkedHashMap<>(byId);
	}

	/**
	 * The properties by the id of the listener.
	 * @return the properties, empty if none are set
	 */
	public Map<String, ListenerProperties> byId() {
		return new LinkedHashMap<>(this.byId);
	}

	/**
	 * Finds the properties of a listener.
	 * @param id the id of the listener
	 * @return the properties or {@code null} if none are set
	 */
	public @Nullable ListenerProperties find(String id) {
		return this.byId.get(id);
	}

	/**
	 * Names a property of a listener for messages.
	 * @param id the id of the listener
	 * @param key the key relative to the listener, or no text for all of them
	 * @return the name of the property
	 */
	public static String property(String id, String key) {
		return PREFIX + "[" + id + "]" + (key.isEmpty() ? "" : "." + key);
	}

	/**
	 * Treatment of deliveries of the inbox to the listeners.
	 * @return the settings by the id of the listener
	 * @throws InvalidWebhookConfigurationException if one of them cannot be used
	 */
	public Map<String, ListenerSettings> settings() {
		Map<String, ListenerSettings> settings = new LinkedHashMap<>();
		this.byId.forEach((id, properties) -> settings.put(id,
				InvalidWebhookConfigurationException.below(property(id, "") + ".", properties::toSettings)));
		return settings;
	}

	/**
	 * Circuit breakers of the listeners.
	 * @return the settings by the id of the listener, of those that have one
	 * @throws InvalidWebhookConfigurationException if one of them cannot be used
	 */
	public Map<String, CircuitBreakerSettings> circuitBreakers() {
		Map<String, CircuitBreakerSettings> settings = new LinkedHashMap<>();
		this.byId.forEach((id, properties) -> {
			CircuitBreakerSettings breaker = InvalidWebhookConfigurationException.below(property(id, "") + ".",
					properties::toCircuitBreaker);
			if (breaker != null) {
				settings.put(id, breaker);
			}
		});
		return settings;
	}

}
