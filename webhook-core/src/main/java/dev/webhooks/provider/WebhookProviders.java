package dev.webhooks.provider;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The enabled providers of an application. Immutable.
 */
public final class WebhookProviders {

	private final Map<String, WebhookProvider> providers;

	/**
	 * Creates the providers.
	 * @param providers the providers, each with a name of its own
	 */
	public WebhookProviders(Collection<WebhookProvider> providers) {
		Map<String, WebhookProvider> byName = new LinkedHashMap<>();
		providers.forEach((provider) -> byName.put(provider.name(), provider));
		this.providers = Collections.unmodifiableMap(byName);
	}

	/**
	 * Finds a provider.
	 * @param name the key below {@code webhooks.providers}
	 * @return the provider or {@code null} if there is none or it is disabled
	 */
	public @Nullable WebhookProvider find(String name) {
		return this.providers.get(name);
	}

	/**
	 * All providers, in the order in which they are configured.
	 * @return the providers
	 */
	public Collection<WebhookProvider> all() {
		return this.providers.values();
	}

}
