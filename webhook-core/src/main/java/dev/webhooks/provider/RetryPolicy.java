package dev.webhooks.provider;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * When an event that failed is processed again: after times that grow exponentially.
 * Immutable.
 *
 * @param maxAttempts attempts before the event is given up, at least one
 * @param initialInterval time before the second attempt
 * @param multiplier factor by which the time grows, at least one
 * @param maxInterval longest time between two attempts
 * @param jitter share by which the time is varied at random, from 0 to 1
 */
public record RetryPolicy(int maxAttempts, Duration initialInterval, double multiplier, Duration maxInterval,
		double jitter) {

	/**
	 * Eight attempts in about three hours.
	 */
	public static final RetryPolicy DEFAULT = new RetryPolicy(8, Duration.ofSeconds(10), 3, Duration.ofHours(1), 0.2);

	public RetryPolicy {
		Assert.isTrue(maxAttempts >= 1, "'max-attempts' must be at least 1");
		Assert.isTrue(!initialInterval.isNegative(), "'initial-interval' must not be negative");
		Assert.isTrue(multiplier >= 1, "'multiplier' must be at least 1");
		Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0,
				"'max-interval' must not be below 'initial-interval'");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be from 0 to 1");
	}

}
