package dev.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Retries after waits from a list.
 */
record ListedRetries(List<Duration> waits, double jitter) implements RetryPolicy {

	ListedRetries {
		waits = List.copyOf(waits);
		waits.forEach((wait) -> Assert.isTrue(!wait.isNegative(), "'schedule' must not have negative waits"));
		Jitter.check(jitter);
	}

	@Override
	public @Nullable Duration waitAfter(int attempt, RandomGenerator random) {
		return (attempt > this.waits.size()) ? null
				: Jitter.vary(this.waits.get(attempt - 1).toMillis(), this.jitter, random);
	}

	@Override
	public Duration shortestWait() {
		return this.waits.stream().min(Duration::compareTo).orElse(Duration.ZERO);
	}

}
