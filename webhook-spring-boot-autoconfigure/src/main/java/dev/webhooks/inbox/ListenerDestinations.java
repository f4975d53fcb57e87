package dev.webhooks.inbox;

import java.util.List;
import java.util.stream.Stream;

import dev.webhooks.delivery.Destination;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * The listeners of each provider, which are known when the application has all its beans.
 */
final class ListenerDestinations {

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	ListenerDestinations(WebhookProviders providers, WebhookListenerRegistry registry) {
		this.providers = providers;
		this.registry = registry;
	}

	List<Destination> all() {
		return this.providers.all().stream().map(WebhookProvider::name).flatMap(this::of).toList();
	}

	/**
	 * The ids of the listeners of a provider, in order; none if there is no such
	 * provider.
	 */
	List<String> listeners(String provider) {
		return all().stream()
			.filter((destination) -> destination.channel().equals(provider))
			.map(Destination::target)
			.sorted()
			.toList();
	}

	private Stream<Destination> of(String provider) {
		return this.registry.listeners()
			.stream()
			.filter((listener) -> listener.providers().matches(provider))
			.map(WebhookListenerMethod::id)
			.map((listener) -> new Destination(provider, listener));
	}

}
