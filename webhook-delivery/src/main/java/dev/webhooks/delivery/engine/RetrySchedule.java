package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.RetryAdvice;

/**
 * Decides when a failed delivery is tried again: as the policy of its destination says,
 * unless the failure says otherwise. Immutable.
 */
final class RetrySchedule {

	private final DeliveryPolicies policies;

	private final RandomGenerator random;

	RetrySchedule(DeliveryPolicies policies, RandomGenerator random) {
		this.policies = policies;
		this.random = random;
	}

	/**
	 * Finds the time of the next attempt.
	 * @param delivery the delivery, with the number of the attempt that failed
	 * @param failure what the handler threw
	 * @param now the current time
	 * @return the time, or {@code null} if there is no next attempt
	 */
	@Nullable Instant next(ClaimedDelivery delivery, Throwable failure, Instant now) {
		RetryAdvice advice = this.policies.advice(failure);
		Duration wait = this.policies.retry(delivery.destination()).waitAfter(delivery.attempt(), this.random);
		if (advice.never() || wait == null) {
			return null;
		}
		Instant wanted = advice.notBefore();
		return (wanted == null) ? now.plus(wait) : (wanted.isAfter(now) ? wanted : now);
	}

	/**
	 * Finds the time after what was no attempt.
	 */
	Instant afterNoAttempt(ClaimedDelivery delivery, Instant now) {
		return now.plus(this.policies.retry(delivery.destination()).shortestWait());
	}

}
