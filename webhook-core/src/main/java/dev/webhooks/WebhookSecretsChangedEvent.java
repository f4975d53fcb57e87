package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Published by an application whose secrets have changed: those that are configured are
 * read from the environment again, and those of a resolver are asked for again. Secrets
 * that cannot be used leave the former ones in place.
 *
 * @param provider the key below {@code webhooks.providers}, or {@code null} for all
 * @param tenant the tenant whose secrets have changed, or {@code null} for all and those
 * that are configured
 */
public record WebhookSecretsChangedEvent(@Nullable String provider, @Nullable String tenant) {

	/**
	 * Creates an event for all providers.
	 */
	public WebhookSecretsChangedEvent() {
		this(null, null);
	}

	/**
	 * Creates an event for one provider.
	 * @param provider the key below {@code webhooks.providers}
	 */
	public WebhookSecretsChangedEvent(String provider) {
		this(provider, null);
	}

}
