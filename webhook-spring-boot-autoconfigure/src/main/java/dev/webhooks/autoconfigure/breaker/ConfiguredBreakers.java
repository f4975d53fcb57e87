package dev.webhooks.autoconfigure.breaker;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.autoconfigure.ConfiguredListeners;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.CircuitBreakerSettings;

/**
 * Circuit breakers that are configured, for providers and for listeners.
 */
final class ConfiguredBreakers implements Function<Destination, @Nullable CircuitBreakerSettings> {

	private final WebhookProviders providers;

	private final Map<String, CircuitBreakerSettings> listeners;

	ConfiguredBreakers(WebhookProviders providers, ConfiguredListeners listeners) {
		this.providers = providers;
		this.listeners = listeners.circuitBreakers();
	}

	@Override
	public @Nullable CircuitBreakerSettings apply(Destination gate) {
		if (!gate.target().equals(Gate.ALL_TARGETS)) {
			return this.listeners.get(gate.target());
		}
		WebhookProvider provider = this.providers.find(gate.channel());
		return (provider != null) ? provider.processing().circuitBreaker() : null;
	}

	/**
	 * Names the properties that configure them.
	 */
	Stream<String> properties() {
		return Stream.concat(
				this.providers.all()
					.stream()
					.filter((provider) -> provider.processing().circuitBreaker() != null)
					.map((provider) -> "webhooks.providers." + provider.name() + ".circuit-breaker"),
				this.listeners.keySet().stream().map((id) -> ConfiguredListeners.property(id, "circuit-breaker")));
	}

}
