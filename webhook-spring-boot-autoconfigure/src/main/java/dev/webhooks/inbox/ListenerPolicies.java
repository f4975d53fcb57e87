package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

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

	private final WebhookProviders providers;

	private final ListenerTreatment treatment;

	private final Clock clock;

	ListenerPolicies(WebhookProviders providers, ListenerTreatment treatment, Clock clock) {
		this.providers = providers;
		this.treatment = treatment;
		this.clock = clock;
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		RetrySettings retry = this.treatment.retries(destination).settings();
		return RetryPolicy.exponential(retry.maxAttempts(), retry.initialInterval(), retry.multiplier(),
				retry.maxInterval(), retry.jitter());
	}

	@Override
	public RetryAdvice advice(Destination destination, Throwable failure) {
		return this.treatment.retries(destination).rules().advice(failure, this.clock.instant());
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

	@Override
	public @Nullable Integer concurrencyOfTarget(Destination destination) {
		return this.treatment.concurrency(destination.target());
	}

}
