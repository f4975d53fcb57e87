package dev.webhooks.inbox;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * What this node delivers to: the listeners of each provider, which are known when the
 * application has all its beans.
 */
final class DeliveryTargets {

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	DeliveryTargets(WebhookProviders providers, WebhookListenerRegistry registry) {
		this.providers = providers;
		this.registry = registry;
	}

	List<DeliveryTarget> all() {
		return this.providers.all().stream().map(WebhookProvider::name).flatMap(this::of).toList();
	}

	Map<String, List<DeliveryTarget>> byProvider() {
		return all().stream().collect(Collectors.groupingBy(DeliveryTarget::provider));
	}

	/**
	 * The ids of the listeners of a provider, in order; none if there is no such
	 * provider.
	 */
	List<String> listeners(String provider) {
		return all().stream()
			.filter((target) -> target.provider().equals(provider))
			.map(DeliveryTarget::listener)
			.sorted()
			.toList();
	}

	int count(String provider) {
		return (int) of(provider).count();
	}

	private Stream<DeliveryTarget> of(String provider) {
		return this.registry.listeners()
			.stream()
			.filter((listener) -> listener.providers().matches(provider))
			.map(WebhookListenerMethod::id)
			.map((listener) -> new DeliveryTarget(provider, listener));
	}

}
