package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final IllegalStateException FAILURE = new IllegalStateException();

	private RetryAdvice advice = RetryAdvice.NONE;

	private final RetrySchedule schedule = new RetrySchedule(new DeliveryPolicies() {

		@Override
		public RetryPolicy retry(Destination destination) {
			return RetryPolicy.listed(List.of(Duration.ofSeconds(10), Duration.ofSeconds(3)), 0);
		}

		@Override
		public RetryAdvice advice(Destination destination, Throwable failure) {
			return RetryScheduleTests.this.advice;
		}

	}, new Random(1));

	private static ClaimedDelivery delivery(DeliveryTrigger trigger, Attempts before) {
		Message message = new Message("shop", null, "1", List.of("paid"), null, NOW, WebhookHeaders.of(), new byte[1],
				null, Map.of());
		return new ClaimedDelivery(new DeliveryId(new UUID(0, 1), "mail"), message, trigger, before, 0, null,
				new Lease(1, NOW));
	}

	private FinishedDelivery after(DeliveryTrigger trigger, Attempts before) {
		return this.schedule.afterFailure(delivery(trigger, before), FAILURE, NOW);
	}

	private Instant after(int attempt) {
		FinishedDelivery end = after(DeliveryTrigger.INITIAL, new Attempts(attempt - 1, attempt - 1, 0));
		assertThat(end.attempts()).isEqualTo(new Attempts(attempt, attempt, 0));
		assertThat(end.status()).isEqualTo((end.dueAt() != null) ? DeliveryStatus.RETRYING : DeliveryStatus.DEAD);
		return end.dueAt();
	}

	@Test
	void thePolicyOfTheDestinationCounts() {
		assertThat(after(1)).isEqualTo(NOW.plusSeconds(10));
		assertThat(after(2)).isEqualTo(NOW.plusSeconds(3));
		assertThat(after(3)).isNull();
	}

	@Test
	void whatCannotSucceedIsNotTriedAgain() {
		this.advice = RetryAdvice.NEVER;
		assertThat(after(1)).isNull();
	}

	@Test
	void theTimeThatAFailureNamesCounts() {
		this.advice = RetryAdvice.notBefore(NOW.plusSeconds(5));
		assertThat(after(1)).isEqualTo(NOW.plusSeconds(5));
	}

	@Test
	void aTimeThatHasPassedIsNow() {
		this.advice = RetryAdvice.notBefore(NOW.minusSeconds(5));
		assertThat(after(1)).isEqualTo(NOW);
	}

	@Test
	void theTimeThatAFailureNamesAllowsNoFurtherAttempt() {
		this.advice = RetryAdvice.notBefore(NOW.plusSeconds(5));
		assertThat(after(3)).isNull();
	}

	@Test
	void whatTheFailureItselfSaysTellsNothingOfTheTarget() {
		for (RetryAdvice advice : List.of(RetryAdvice.NEVER, RetryAdvice.notBefore(NOW), RetryAdvice.putOff(NOW, 1))) {
			this.advice = advice;
			assertThat(ran(after(DeliveryTrigger.INITIAL, Attempts.NONE)).tellsOfTarget()).isFalse();
		}
	}

	@Test
	void aFailureThatSaysNothingIsTheTargets() {
		assertThat(ran(after(DeliveryTrigger.INITIAL, Attempts.NONE)).tellsOfTarget()).isTrue();
		assertThat(ran(after(DeliveryTrigger.INITIAL, new Attempts(2, 2, 0))).tellsOfTarget()).isTrue();
		assertThat(ran(after(DeliveryTrigger.MANUAL_ONCE, Attempts.NONE)).tellsOfTarget()).isTrue();
	}

	@Test
	void aFailureOfWhichOnlyTheConfigurationSaysSomethingIsTheTargets() {
		for (RetryAdvice advice : List.of(RetryAdvice.NEVER, RetryAdvice.notBefore(NOW))) {
			this.advice = advice.ofTarget();
			assertThat(ran(after(DeliveryTrigger.INITIAL, Attempts.NONE)).tellsOfTarget()).isTrue();
		}
	}

	private static FinishedDelivery ran(FinishedDelivery end) {
		return end.ran(NOW, Duration.ZERO, true);
	}

	@Test
	void whatCouldNotBeginIsTriedAgainAfterTheShortestWait() {
		assertThat(this.schedule.afterNoAttempt(delivery(DeliveryTrigger.INITIAL, Attempts.NONE), NOW))
			.isEqualTo(NOW.plusSeconds(3));
	}

	@Test
	void attemptsBeforeTheLastOpeningDoNotCountForThePolicy() {
		FinishedDelivery end = after(DeliveryTrigger.MANUAL, new Attempts(8, 0, 0));
		assertThat(end.dueAt()).isEqualTo(NOW.plusSeconds(10));
		assertThat(end.attempts()).isEqualTo(new Attempts(9, 1, 0));
	}

	@Test
	void whatAnOperatorRetriesOnceIsGivenUpAgain() {
		FinishedDelivery end = after(DeliveryTrigger.MANUAL_ONCE, new Attempts(8, 0, 0));
		assertThat(end.status()).isEqualTo(DeliveryStatus.DEAD);
	}

	@Test
	void anAttemptThatIsPutOffDoesNotCount() {
		this.advice = RetryAdvice.putOff(NOW.plusSeconds(5), 2);
		FinishedDelivery end = after(DeliveryTrigger.INITIAL, new Attempts(2, 2, 0));
		assertThat(end).returns(DeliveryStatus.RETRYING, FinishedDelivery::status)
			.returns(NOW.plusSeconds(5), FinishedDelivery::dueAt)
			.returns(new Attempts(3, 2, 1), FinishedDelivery::attempts);
	}

	@Test
	void noMoreAttemptsInARowArePutOffThanTheFailureAllows() {
		this.advice = RetryAdvice.putOff(NOW.plusSeconds(5), 2);
		FinishedDelivery end = after(DeliveryTrigger.INITIAL, new Attempts(2, 0, 2));
		assertThat(end.dueAt()).isEqualTo(NOW.plusSeconds(10));
		assertThat(end.attempts()).isEqualTo(new Attempts(3, 1, 0));
	}

}
