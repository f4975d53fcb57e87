package dev.webhooks.inbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.RetrySettings;

/**
 * Treats deliveries as it is configured for the provider that they come from and the
 * listener that they go to. Safe for use by several threads.
 */
final class ListenerPolicies implements DeliveryPolicies {

	/**
	 * Of causes that are looked at: transactions and proxies may wrap what was thrown.
	 */
	private static final int MAX_DEPTH = 20;

	private final WebhookProviders providers;

	private final ListenerTreatment treatment;

	ListenerPolicies(WebhookProviders providers, ListenerTreatment treatment) {
		this.providers = providers;
		this.treatment = treatment;
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		WebhookProvider provider = this.providers.find(destination.channel());
		return (provider != null) ? policy(this.treatment.retry(destination.target(), provider.processing().retry()))
				: RetryPolicy.DEFAULT;
	}

	/**
	 * Checks that what is said of each listener goes together with what is said of its
	 * providers.
	 * @throws InvalidWebhookListenerException if it does not
	 */
	void check(WebhookListenerRegistry registry) {
		for (WebhookListenerMethod listener : registry.listeners()) {
			this.providers.all()
				.stream()
				.filter((provider) -> listener.providers().matches(provider.name()))
				.forEach((provider) -> check(listener, provider));
		}
	}

	private void check(WebhookListenerMethod listener, WebhookProvider provider) {
		try {
			this.treatment.retry(listener.id(), provider.processing().retry());
		}
		catch (InvalidSettingException ex) {
			throw new InvalidWebhookListenerException(
					"The retries of webhook listener %s for events of '%s' cannot be used: %s".formatted(listener,
							provider.name(), ex.description()),
					"Correct 'webhooks.listeners[%s].retry', or 'webhooks.providers.%s.retry' beneath it."
						.formatted(listener, provider.name()),
					ex);
		}
	}

	private static RetryPolicy policy(RetrySettings retry) {
		return RetryPolicy.exponential(retry.maxAttempts(), retry.initialInterval(), retry.multiplier(),
				retry.maxInterval(), retry.jitter());
	}

	@Override
	public RetryAdvice advice(Throwable failure) {
		if (find(failure, WebhookPayloadException.class) != null
				|| find(failure, NonRetryableWebhookException.class) != null) {
			return RetryAdvice.NEVER;
		}
		RetryLaterWebhookException later = find(failure, RetryLaterWebhookException.class);
		return (later != null) ? RetryAdvice.notBefore(later.notBefore()) : RetryAdvice.NONE;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		Throwable candidate = failure;
		for (int depth = 0; candidate != null && depth < MAX_DEPTH; depth++) {
			if (type.isInstance(candidate)) {
				return type.cast(candidate);
			}
			candidate = candidate.getCause();
		}
		return null;
	}

	@Override
	public @Nullable Duration timeout(Destination destination) {
		return this.treatment.timeout(destination.target());
	}

	@Override
	public @Nullable Integer concurrency(String channel) {
		WebhookProvider provider = this.providers.find(channel);
		return (provider != null) ? provider.processing().concurrency() : null;
	}

}
