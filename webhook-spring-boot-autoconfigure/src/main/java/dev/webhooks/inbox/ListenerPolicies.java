package dev.webhooks.inbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;
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

	private final ListenerTimeouts timeouts;

	ListenerPolicies(WebhookProviders providers, ListenerTimeouts timeouts) {
		this.providers = providers;
		this.timeouts = timeouts;
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		WebhookProvider provider = this.providers.find(destination.channel());
		return (provider != null) ? policy(provider.processing().retry()) : RetryPolicy.DEFAULT;
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
		return this.timeouts.of(destination.target());
	}

	@Override
	public @Nullable Integer concurrency(String channel) {
		WebhookProvider provider = this.providers.find(channel);
		return (provider != null) ? provider.processing().concurrency() : null;
	}

}
