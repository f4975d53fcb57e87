package dev.webhooks.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerMapping;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Warns of what the application itself maps to the path of a provider: of the two, only
 * one is ever reached.
 */
public final class SharedPathsCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SharedPathsCheck.class);

	private final WebhookProviders providers;

	private final WebhookHandlerMapping webhooks;

	private final ObjectProvider<HandlerMapping> mappings;

	/**
	 * Creates a check.
	 * @param providers the providers
	 * @param webhooks the mapping of their paths
	 * @param mappings all mappings
	 */
	public SharedPathsCheck(WebhookProviders providers, WebhookHandlerMapping webhooks,
			ObjectProvider<HandlerMapping> mappings) {
		this.providers = providers;
		this.webhooks = webhooks;
		this.mappings = mappings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.mappings.stream().filter((mapping) -> mapping != this.webhooks).forEach(this::check);
	}

	private void check(HandlerMapping mapping) {
		for (MappedPath path : MappedPath.of(mapping)) {
			this.providers.all()
				.stream()
				.filter((provider) -> !provider.endpoint().observed()
						&& PathOverlap.of(provider.endpoint().path(), path.pattern()))
				.forEach((provider) -> warn(provider, path, isBefore(mapping)));
		}
	}

	private boolean isBefore(HandlerMapping mapping) {
		return mapping instanceof Ordered ordered && ordered.getOrder() < this.webhooks.getOrder();
	}

	private static void warn(WebhookProvider provider, MappedPath path, boolean before) {
		logger.warn(
				"{} is mapped to {}, and provider '{}' to {}: requests to that path never reach {}. Give one of them "
						+ "another path.",
				path.handler(), path.pattern(), provider.name(), provider.endpoint().path(),
				before ? "the provider" : "the former");
	}

}
