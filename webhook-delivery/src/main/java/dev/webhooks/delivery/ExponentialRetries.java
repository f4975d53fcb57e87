package dev.webhooks.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Retries after waits that grow exponentially.
 */
record ExponentialRetries(int maxAttempts, Duration initialInterval, double multiplier, Duration maxInterval,
		double jitter) implements RetryPolicy {

	ExponentialRetries {
		Assert.isTrue(maxAttempts >= 1, "'max-attempts' must be at least 1");
		Assert.isTrue(!initialInterval.isNegative(), "'initial-interval' must not be negative");
		Assert.isTrue(multiplier >= 1, "'multiplier' must be at least 1");
		Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0,
				"'max-interval' must not be below 'initial-interval'");
		Jitter.check(jitter);
	}

	@Override
	public @Nullable Duration waitAfter(int attempt, RandomGenerator random) {
		if (attempt >= this.maxAttempts) {
			return null;
		}
		double exponential = this.initialInterval.toMillis() * Math.pow(this.multiplier, attempt - 1.0);
		double capped = Math.min(exponential, this.maxInterval.toMillis());
		return Jitter.vary(capped, this.jitter, random);
	}

	@Override
	public Duration shortestWait() {
		return this.initialInterval;
	}

}
