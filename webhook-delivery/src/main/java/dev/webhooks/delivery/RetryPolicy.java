package dev.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * When a delivery that failed is tried again: after waits that grow exponentially, or
 * after waits from a list. Immutable.
 */
public sealed interface RetryPolicy permits ExponentialRetries, ListedRetries {

	/**
	 * Eight attempts in about three hours.
	 */
	RetryPolicy DEFAULT = exponential(8, Duration.ofSeconds(10), 3, Duration.ofHours(1), 0.2);

	/**
	 * How long to wait for the next attempt.
	 * @param attempt the number of the attempt that failed, starting at 1
	 * @param random varies the wait
	 * @return the wait, or {@code null} if there is no next attempt
	 */
	@Nullable Duration waitAfter(int attempt, RandomGenerator random);

	/**
	 * The wait after what was no attempt, because it could not begin.
	 * @return the shortest wait, without jitter
	 */
	Duration shortestWait();

	/**
	 * Waits that grow exponentially.
	 * @param maxAttempts attempts before the delivery is given up, at least one
	 * @param initialInterval time before the second attempt
	 * @param multiplier factor by which the time grows, at least one
	 * @param maxInterval longest time between two attempts
	 * @param jitter share by which the time is varied at random, from 0 to 1
	 * @return the policy
	 * @throws IllegalArgumentException if one of them is out of its range
	 */
	static RetryPolicy exponential(int maxAttempts, Duration initialInterval, double multiplier, Duration maxInterval,
			double jitter) {
		return new ExponentialRetries(maxAttempts, initialInterval, multiplier, maxInterval, jitter);
	}

	/**
	 * Waits from a list: one attempt more than there are waits.
	 * @param waits the waits, the first of which comes after the first attempt
	 * @param jitter share by which a wait is varied at random, from 0 to 1
	 * @return the policy
	 * @throws IllegalArgumentException if one of them is out of its range
	 */
	static RetryPolicy listed(List<Duration> waits, double jitter) {
		return new ListedRetries(waits, jitter);
	}

}
