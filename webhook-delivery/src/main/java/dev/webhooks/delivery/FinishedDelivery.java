package dev.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt.
 *
 * @param delivery the delivery as it was claimed
 * @param status where it stands now; {@link DeliveryStatus#PENDING} gives it back as if
 * it had not been tried
 * @param attempts how often the target was called, this time included
 * @param dueAt when it is to be tried again, or {@code null} if it is not
 * @param error what went wrong, or {@code null} if nothing did
 * @param run the call of the handler, or {@code null} if it was not called
 * @param advised whether the failure itself has said whether or when it is tried again,
 * and so says nothing of how the target does
 */
public record FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, Attempts attempts,
		@Nullable Instant dueAt, @Nullable String error, @Nullable Run run, boolean advised) {

	/**
	 * Makes the end of an attempt, which counts unless the delivery is given back.
	 * @param delivery the delivery as it was claimed
	 * @param status where it stands now
	 * @param dueAt when it is to be tried again, or {@code null} if it is not
	 * @param error what went wrong, or {@code null} if nothing did
	 */
	public FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, @Nullable Instant dueAt,
			@Nullable String error) {
		this(delivery, status, (status == DeliveryStatus.PENDING) ? delivery.attempts() : delivery.attempts().another(),
				dueAt, error, null, false);
	}

	/**
	 * Makes the end of a delivery that was handled.
	 * @param delivery the delivery as it was claimed
	 * @return the end
	 */
	public static FinishedDelivery processed(ClaimedDelivery delivery) {
		return new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
	}

	/**
	 * Gives a delivery back as if it had not been tried.
	 * @param delivery the delivery as it was claimed
	 * @param dueAt when it is due again
	 * @return the end
	 */
	public static FinishedDelivery givenBack(ClaimedDelivery delivery, Instant dueAt) {
		return new FinishedDelivery(delivery, DeliveryStatus.PENDING, dueAt, null);
	}

	/**
	 * Gives up a delivery whose handler was not called.
	 * @param delivery the delivery as it was claimed
	 * @param error why
	 * @return the end
	 */
	public static FinishedDelivery deadUntried(ClaimedDelivery delivery, String error) {
		return new FinishedDelivery(delivery, DeliveryStatus.DEAD, delivery.attempts(), null, error, null, false);
	}

	/**
	 * Puts an attempt off, so that it does not count for the {@link RetryPolicy}.
	 * @param delivery the delivery as it was claimed
	 * @param dueAt when it is due again
	 * @param error what went wrong
	 * @return the end
	 */
	public static FinishedDelivery putOff(ClaimedDelivery delivery, Instant dueAt, String error) {
		return new FinishedDelivery(delivery, DeliveryStatus.RETRYING, delivery.attempts().anotherPutOff(), dueAt,
				error, null, true);
	}

	/**
	 * Gives up a delivery for good, in place of keeping it as dead.
	 * @param error why, with what went wrong
	 * @return the end
	 */
	public FinishedDelivery discarded(String error) {
		return new FinishedDelivery(this.delivery, DeliveryStatus.DISCARDED, this.attempts, null, error, this.run,
				this.advised);
	}

	/**
	 * Tells whether the handler was called.
	 * @return whether this is the end of an attempt
	 */
	public boolean isAttempt() {
		return this.attempts.total() == this.delivery.attempt();
	}

	/**
	 * Says how the handler ran.
	 * @param startedAt when it was called
	 * @param duration how long it ran
	 * @param kept whether the attempt is stored by itself
	 * @return the end
	 */
	public FinishedDelivery ran(Instant startedAt, Duration duration, boolean kept) {
		return new FinishedDelivery(this.delivery, this.status, this.attempts, this.dueAt, this.error,
				new Run(startedAt, duration, kept), this.advised);
	}

	/**
	 * Says that the failure itself has said whether or when it is tried again.
	 * @return the end
	 */
	public FinishedDelivery asAdvised() {
		return new FinishedDelivery(this.delivery, this.status, this.attempts, this.dueAt, this.error, this.run, true);
	}

	/**
	 * Tells whether this says how the target does: it was called, and if that failed, it
	 * was not by what is delivered.
	 * @return whether an {@link #error} is the target's
	 */
	public boolean tellsOfTarget() {
		return this.run != null && !this.advised;
	}

	/**
	 * Tells whether the attempt is stored by itself.
	 * @return whether the handler was called and that is kept
	 */
	public boolean isKept() {
		return this.run != null && this.run.kept();
	}

	/**
	 * A call of the handler.
	 *
	 * @param startedAt when it began
	 * @param duration how long it took
	 * @param kept whether it is stored by itself
	 */
	public record Run(Instant startedAt, Duration duration, boolean kept) {

	}

}
