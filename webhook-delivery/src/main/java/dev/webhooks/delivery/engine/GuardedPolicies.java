package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;

/**
 * Policies that cannot fail: where others throw, it says what is usual. Otherwise the end
 * of a delivery could not be recorded. Safe for use by several threads.
 */
final class GuardedPolicies implements DeliveryPolicies {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryEngine.class);

	private final DeliveryPolicies policies;

	GuardedPolicies(DeliveryPolicies policies) {
		this.policies = policies;
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		return guarded(() -> this.policies.retry(destination), RetryPolicy.DEFAULT);
	}

	@Override
	public RetryAdvice advice(Destination destination, Throwable failure) {
		return guarded(() -> this.policies.advice(destination, failure), RetryAdvice.NONE);
	}

	@Override
	public @Nullable Duration timeout(Destination destination) {
		return orNull(() -> this.policies.timeout(destination));
	}

	@Override
	public boolean keepsSuccesses() {
		return guarded(this.policies::keepsSuccesses, false);
	}

	@Override
	public @Nullable Integer concurrency(String channel) {
		return orNull(() -> this.policies.concurrency(channel));
	}

	@Override
	public @Nullable Integer concurrencyOfTarget(Destination destination) {
		return orNull(() -> this.policies.concurrencyOfTarget(destination));
	}

	private static <T> T guarded(Supplier<T> policy, T usual) {
		T value = orNull(policy::get);
		return (value != null) ? value : usual;
	}

	private static <T> @Nullable T orNull(Supplier<@Nullable T> policy) {
		try {
			return policy.get();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A policy of deliveries failed", ex);
			return null;
		}
	}

}
