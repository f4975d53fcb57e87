package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RunTimeouts}.
 */
class RunTimeoutsTests {

	private static final Duration LIMIT = Duration.ofSeconds(3);

	private long now = 42;

	private final RunTimeouts timeouts = new RunTimeouts(() -> this.now);

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	private RunTimeouts.Attempt begin(@Nullable Duration limit) {
		Message event = new Message("shop", null, "1", List.of("paid"), null, Instant.EPOCH, WebhookHeaders.of(),
				new byte[0], null, Map.of());
		return this.timeouts.begin(
				ClaimedDelivery.first(new DeliveryId(new UUID(0, 1), "mail"), event, new Lease(1, Instant.EPOCH)),
				limit);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
		this.timeouts.check();
	}

	/** Tells whether the thread is interrupted when the time has passed. */
	private Callable<Boolean> isInterruptedAfter(Duration time) {
		return () -> {
			pass(time);
			return Thread.currentThread().isInterrupted();
		};
	}

	@Test
	void whatRunsAsLongAsTheLimitIsInterrupted() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		assertThat(attempt.run(isInterruptedAfter(LIMIT))).isTrue();
		assertThat(attempt.isTimedOut()).isTrue();
	}

	@Test
	void whatRunsForLessIsNotInterrupted() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		assertThat(attempt.run(isInterruptedAfter(LIMIT.minusNanos(1)))).isFalse();
		assertThat(attempt.isTimedOut()).isFalse();
	}

	@Test
	void withoutALimitNothingIsInterrupted() throws Exception {
		assertThat(begin(null).run(isInterruptedAfter(Duration.ofDays(1)))).isFalse();
	}

	@Test
	void waitingBeforeItRunsIsNotCounted() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		pass(LIMIT.multipliedBy(10));
		assertThat(Thread.currentThread().isInterrupted()).as("while it waits").isFalse();
		assertThat(attempt.run(isInterruptedAfter(LIMIT.minusNanos(1)))).as("while it runs").isFalse();
	}

	@Test
	void waitingAfterItHasRunIsNotCounted() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		attempt.run(isInterruptedAfter(LIMIT.minusNanos(1)));
		pass(LIMIT);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void whatRunsFirstTakesNoTimeFromWhatRunsNext() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		attempt.run(isInterruptedAfter(LIMIT.minusNanos(1)));
		assertThat(attempt.run(isInterruptedAfter(LIMIT.minusNanos(1)))).isFalse();
	}

	@Test
	void whatRunsNextIsNotSaidToHaveTakenTooLongForWhatRanFirst() throws Exception {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		attempt.run(isInterruptedAfter(LIMIT));
		attempt.run(() -> null);
		assertThat(attempt.isTimedOut()).isFalse();
	}

	@Test
	void whatFollowsDoesNotFindTheThreadInterrupted() throws Exception {
		begin(LIMIT).run(isInterruptedAfter(LIMIT));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void whatWaitsIsInterruptedWhenTheApplicationStops() {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		this.timeouts.interruptAll();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(attempt.isStopped()).isTrue();
	}

	@Test
	void nothingRunsAnyMoreWhenTheApplicationStops() {
		RunTimeouts.Attempt attempt = begin(LIMIT);
		this.timeouts.interruptAll();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> attempt.run(() -> {
			throw new AssertionError("It runs");
		}));
	}

	@Test
	void anAttemptThatHasEndedIsNotInterrupted() {
		begin(LIMIT).close();
		this.timeouts.interruptAll();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

}
