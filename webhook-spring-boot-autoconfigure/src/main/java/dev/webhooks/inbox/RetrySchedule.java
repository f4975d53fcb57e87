package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.provider.RetryPolicy;

/**
 * Decides when a failed delivery is tried again. Immutable.
 */
final class RetrySchedule {

	private final RandomGenerator random;

	RetrySchedule(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Finds the time of the next attempt.
	 * @param policy the provider's policy
	 * @param attempt the number of the attempt that failed
	 * @param failure what the listener threw
	 * @param now the current time
	 * @return the time, or {@code null} if there is no next attempt
	 */
	@Nullable Instant next(RetryPolicy policy, int attempt, Throwable failure, Instant now) {
		if (attempt >= policy.maxAttempts() || find(failure, WebhookPayloadException.class) != null
				|| find(failure, NonRetryableWebhookException.class) != null) {
			return null;
		}
		Instant next = now.plus(interval(policy, attempt));
		RetryLaterWebhookException later = find(failure, RetryLaterWebhookException.class);
		return (later != null) ? max(later.notBefore(), now) : next;
	}

	private Duration interval(RetryPolicy policy, int attempt) {
		double exponential = policy.initialInterval().toMillis() * Math.pow(policy.multiplier(), attempt - 1.0);
		double capped = Math.min(exponential, policy.maxInterval().toMillis());
		double factor = 1 + policy.jitter() * (2 * this.random.nextDouble() - 1);
		return Duration.ofMillis((long) (capped * factor));
	}

	private static Instant max(Instant first, Instant second) {
		return first.isAfter(second) ? first : second;
	}

	/**
	 * Looks through the causes: transactions and proxies may wrap what was thrown.
	 */
	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		Throwable candidate = failure;
		for (int depth = 0; candidate != null && depth < 20; depth++) {
			if (type.isInstance(candidate)) {
				return type.cast(candidate);
			}
			candidate = candidate.getCause();
		}
		return null;
	}

}
