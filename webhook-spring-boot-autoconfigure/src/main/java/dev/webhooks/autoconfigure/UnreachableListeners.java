package dev.webhooks.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.NearestName;

/**
 * Warns of listeners that no event can reach, since no provider is called as they say.
 */
final class UnreachableListeners extends StartCheck {

	private static final Logger logger = LoggerFactory.getLogger(UnreachableListeners.class);

	private final WebhookListenerRegistry registry;

	private final WebhookProviders providers;

	UnreachableListeners(WebhookListenerRegistry registry, WebhookProviders providers) {
		this.registry = registry;
		this.providers = providers;
	}

	@Override
	protected void check() {
		List<String> names = this.providers.all().stream().map(WebhookProvider::name).toList();
		List<String> active = this.providers.all()
			.stream()
			.filter((provider) -> !provider.endpoint().observed())
			.map(WebhookProvider::name)
			.toList();
		for (WebhookListenerMethod listener : this.registry.listeners()) {
			if (names.stream().noneMatch(listener.providers()::matches)) {
				logger.warn("Webhook listener {} never runs: there is no provider '{}' below '{}'.{}", listener,
						String.join(", ", listener.providers().texts()), ProviderBinder.PREFIX,
						advice(nearest(listener, names)));
			}
			else if (active.stream().noneMatch(listener.providers()::matches)) {
				logger.warn("Webhook listener {} never runs: provider '{}' is only observed ('mode')", listener,
						String.join(", ", listener.providers().texts()));
			}
		}
	}

	private static @Nullable String nearest(WebhookListenerMethod listener, List<String> names) {
		return listener.providers()
			.texts()
			.stream()
			.map((pattern) -> NearestName.within(pattern, names))
			.filter((name) -> name != null)
			.findFirst()
			.orElse(null);
	}

	private static String advice(@Nullable String nearest) {
		return (nearest != null) ? " Did you mean '" + nearest + "'?" : "";
	}

}
