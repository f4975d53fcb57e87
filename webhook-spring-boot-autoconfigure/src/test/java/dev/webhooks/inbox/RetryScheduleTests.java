package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.provider.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final RetryPolicy POLICY = new RetryPolicy(8, Duration.ofSeconds(10), 3, Duration.ofHours(1), 0);

	private final RetrySchedule schedule = new RetrySchedule(new Random(1));

	private Duration after(int attempt, Throwable failure) {
		Instant next = this.schedule.next(POLICY, attempt, failure, NOW);
		return (next != null) ? Duration.between(NOW, next) : null;
	}

	@Test
	void growsExponentiallyUpToTheLongest() {
		IllegalStateException failure = new IllegalStateException();
		assertThat(after(1, failure)).isEqualTo(Duration.ofSeconds(10));
		assertThat(after(2, failure)).isEqualTo(Duration.ofSeconds(30));
		assertThat(after(3, failure)).isEqualTo(Duration.ofSeconds(90));
		assertThat(after(7, failure)).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void endsWithTheLastAttempt() {
		assertThat(after(8, new IllegalStateException())).isNull();
	}

	@Test
	void jitterVariesWithinItsShare() {
		RetryPolicy policy = new RetryPolicy(8, Duration.ofSeconds(10), 3, Duration.ofHours(1), 0.2);
		for (int i = 0; i < 1000; i++) {
			Instant next = this.schedule.next(policy, 1, new IllegalStateException(), NOW);
			assertThat(next).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(12));
		}
	}

	@Test
	void whatCannotSucceedIsNotTriedAgainEvenIfItIsWrapped() {
		assertThat(after(1, new NonRetryableWebhookException("no"))).isNull();
		assertThat(after(1, new WebhookPayloadException("no", null))).isNull();
		assertThat(after(1, new IllegalStateException(new NonRetryableWebhookException("no")))).isNull();
	}

	@Test
	void notBeforeCounts() {
		assertThat(after(1, new RetryLaterWebhookException("later", NOW.plusSeconds(5)))).hasSeconds(5);
		assertThat(after(1, new RetryLaterWebhookException("past", NOW.minusSeconds(5)))).hasSeconds(0);
	}

}
