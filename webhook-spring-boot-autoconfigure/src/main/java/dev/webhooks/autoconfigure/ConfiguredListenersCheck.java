package dev.webhooks.autoconfigure;

import java.util.List;

import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.settings.NearestName;

/**
 * Keeps the application from starting with properties of a listener that is not there.
 */
final class ConfiguredListenersCheck extends StartCheck {

	private final ConfiguredListeners configured;

	private final WebhookListenerRegistry registry;

	ConfiguredListenersCheck(ConfiguredListeners configured, WebhookListenerRegistry registry) {
		this.configured = configured;
		this.registry = registry;
	}

	@Override
	protected void check() {
		List<String> ids = this.registry.listeners().stream().map(WebhookListenerMethod::id).toList();
		for (String id : this.configured.byId().keySet()) {
			if (!ids.contains(id)) {
				throw new InvalidWebhookConfigurationException(ConfiguredListeners.property(id, ""),
						"There is no listener with this id.", advice(id, ids));
			}
		}
	}

	private static String advice(String id, List<String> ids) {
		if (ids.isEmpty()) {
			return "There are no listeners at all: remove the properties.";
		}
		String nearest = NearestName.of(id, ids);
		return (nearest != null) ? "Did you mean '%s'?".formatted(ConfiguredListeners.property(nearest, ""))
				: "Use the id of one of the listeners: %s.".formatted(String.join(", ", ids));
	}

}
