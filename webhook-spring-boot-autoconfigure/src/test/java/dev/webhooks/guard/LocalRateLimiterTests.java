package dev.webhooks.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.webhooks.provider.RequestLimit;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalRateLimiter}.
 */
class LocalRateLimiterTests {

	private static final RateLimitKey STRIPE = RateLimitKey.verified("stripe");

	private static final RateLimitKey FORGER = RateLimitKey.refused("stripe", "192.0.2.1");

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final LocalRateLimiter limiter = new LocalRateLimiter(100, this.clock);

	@Test
	void takesTheBurstAndThenTellsTheExactTimeToWait() {
		RequestLimit limit = new RequestLimit(60, 2);
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		assertThat(this.limiter.take(STRIPE, limit)).isEqualTo(Duration.ofSeconds(1));
		pass(Duration.ofMillis(999));
		assertThat(this.limiter.take(STRIPE, limit)).isEqualTo(Duration.ofMillis(1));
		pass(Duration.ofMillis(1));
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
	}

	@Test
	void askingTakesNothing() {
		RequestLimit limit = new RequestLimit(1, 1);
		assertThat(this.limiter.timeUntilNext(FORGER, limit)).isZero();
		assertThat(this.limiter.timeUntilNext(FORGER, limit)).isZero();
		assertThat(this.limiter.take(FORGER, limit)).isZero();
		assertThat(this.limiter.timeUntilNext(FORGER, limit)).isEqualTo(Duration.ofMinutes(1));
		assertThat(this.limiter.timeUntilNext(STRIPE, limit)).isZero();
	}

	@Test
	void keysAreCountedEachForItself() {
		RequestLimit limit = new RequestLimit(1, 1);
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		assertThat(this.limiter.take(RateLimitKey.verified("github"), limit)).isZero();
		assertThat(this.limiter.take(FORGER, limit)).isZero();
		assertThat(this.limiter.take(RateLimitKey.refused("stripe", "192.0.2.2"), limit)).isZero();
		assertThat(this.limiter.take(STRIPE, limit)).isPositive();
	}

	@Test
	void clientsWithoutNumberNeitherFillTheMemoryNorForgetTheProvider() {
		RequestLimit limit = new RequestLimit(1, 1);
		this.limiter.take(STRIPE, limit);
		IntStream.range(0, 10_000)
			.forEach((client) -> this.limiter.take(RateLimitKey.refused("stripe", "client-" + client), limit));
		assertThat(this.limiter.clients()).isEqualTo(100);
		assertThat(this.limiter.take(STRIPE, limit)).isPositive();
	}

	@Test
	void tenantsAreCountedEachForItself() {
		RequestLimit limit = new RequestLimit(1, 1);
		assertThat(this.limiter.take(RateLimitKey.verified("stripe", "acme"), limit)).isZero();
		assertThat(this.limiter.take(RateLimitKey.verified("stripe", "globex"), limit)).isZero();
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		assertThat(this.limiter.take(RateLimitKey.verified("stripe", "acme"), limit)).isPositive();
	}

	@Test
	void tenantsWithoutNumberDoNotFillTheMemory() {
		RequestLimit limit = new RequestLimit(1, 1);
		IntStream.range(0, 10_000)
			.forEach((tenant) -> this.limiter.take(RateLimitKey.verified("stripe", "tenant-" + tenant), limit));
		assertThat(this.limiter.verified()).isEqualTo(100);
	}

	@Test
	void namesOfTenantsWithoutEndDoNotFillTheMemory() {
		assertThat(RateLimitKey.verified("stripe", "x".repeat(10_000)).tenant()).hasSize(255);
	}

	@Test
	void clientsWithoutNumberDoNotForgetATenant() {
		RequestLimit limit = new RequestLimit(1, 1);
		this.limiter.take(RateLimitKey.verified("stripe", "acme"), limit);
		IntStream.range(0, 10_000)
			.forEach((client) -> this.limiter.take(RateLimitKey.refused("stripe", "client-" + client), limit));
		assertThat(this.limiter.take(RateLimitKey.verified("stripe", "acme"), limit)).isPositive();
	}

	@Test
	void whatIsSpentElsewhereIsNotLeftHere() {
		RequestLimit limit = new RequestLimit(60, 10);
		this.limiter.leaveAtMost(STRIPE, limit, 2);
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		this.limiter.leaveAtMost(STRIPE, limit, 5);
		assertThat(this.limiter.take(STRIPE, limit)).isZero();
		assertThat(this.limiter.take(STRIPE, limit)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void whenTheClockIsSetBackNothingIsGivenAndNothingFails() {
		RequestLimit limit = new RequestLimit(1, 1);
		this.limiter.take(STRIPE, limit);
		pass(Duration.ofHours(-1));
		assertThat(this.limiter.take(STRIPE, limit)).isPositive();
	}

	private void pass(Duration time) {
		this.clock.set(this.clock.instant().plus(time));
	}

}
