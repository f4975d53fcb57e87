package dev.webhooks;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

/**
 * Published by an application whose secrets have changed: those that are configured are
 * read from the environment again, and those of a resolver are asked for again. Secrets
 * that cannot be used leave the former ones in place.
 */
public final class WebhookSecretsChangedEvent extends ApplicationEvent {

	private final transient @Nullable String provider;

	/**
	 * Creates an event for all providers.
	 * @param source what found out about the change
	 */
	public WebhookSecretsChangedEvent(Object source) {
		this(source, null);
	}

	/**
	 * Creates an event.
	 * @param source what found out about the change
	 * @param provider the key below {@code webhooks.providers}, or {@code null} for all
	 */
	public WebhookSecretsChangedEvent(Object source, @Nullable String provider) {
		super(source);
		this.provider = provider;
	}

	/**
	 * The provider whose secrets have changed.
	 * @return the key below {@code webhooks.providers}, or {@code null} for all
	 */
	public @Nullable String provider() {
		return this.provider;
	}

}
