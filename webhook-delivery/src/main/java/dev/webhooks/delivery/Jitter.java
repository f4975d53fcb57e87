package dev.webhooks.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.springframework.util.Assert;

/**
 * Varies waits at random, so that what failed together is not tried again together.
 */
final class Jitter {

	private Jitter() {
	}

	static void check(double jitter) {
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be from 0 to 1");
	}

	static Duration vary(double millis, double jitter, RandomGenerator random) {
		return Duration.ofMillis((long) (millis * (1 + jitter * (2 * random.nextDouble() - 1))));
	}

}
