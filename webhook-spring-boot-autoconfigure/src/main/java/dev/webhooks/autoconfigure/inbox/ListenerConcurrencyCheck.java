package dev.webhooks.autoconfigure.inbox;

import java.util.List;

import dev.webhooks.autoconfigure.ConfiguredListeners;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.StartCheck;
import dev.webhooks.inbox.ListenerTreatment;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Keeps the application from starting with a listener that is to run more often at once
 * than it can.
 */
final class ListenerConcurrencyCheck extends StartCheck {

	private final WebhookListenerRegistry registry;

	private final WebhookProviders providers;

	private final ListenerTreatment treatment;

	private final int workers;

	ListenerConcurrencyCheck(WebhookListenerRegistry registry, WebhookProviders providers, ListenerTreatment treatment,
			int workers) {
		this.registry = registry;
		this.providers = providers;
		this.treatment = treatment;
		this.workers = workers;
	}

	@Override
	protected void check() {
		this.registry.listeners().forEach(this::check);
	}

	private void check(WebhookListenerMethod listener) {
		Integer wanted = this.treatment.concurrency(listener.id());
		List<WebhookProvider> own = this.providers.all()
			.stream()
			.filter((provider) -> listener.providers().matches(provider.name()))
			.toList();
		int most = Math.min(this.workers, own.stream().mapToInt(this::share).sum());
		if (wanted != null && !own.isEmpty() && wanted > most) {
			throw new InvalidWebhookConfigurationException(ConfiguredListeners.property(listener.id(), "concurrency"),
					"No more than %s can run at once, by 'webhooks.inbox.concurrency' and the share of the provider."
						.formatted(most),
					"Use %s or less, or raise 'webhooks.inbox.concurrency' or 'webhooks.providers.%s.concurrency'."
						.formatted(most, own.get(0).name()));
		}
	}

	private int share(WebhookProvider provider) {
		Integer own = provider.processing().concurrency();
		return (own != null) ? own : Math.max(1, this.workers * 3 / 4);
	}

}
