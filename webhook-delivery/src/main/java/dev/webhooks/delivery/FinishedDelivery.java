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
 * @param attempts how often the target was called
 * @param dueAt when it is to be tried again, or {@code null} if it is not
 * @param error what went wrong, or {@code null} if nothing did
 * @param run when the handler was called and for how long, or {@code null} if that is not
 * to be kept
 */
public record FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, int attempts, @Nullable Instant dueAt,
		@Nullable String error, @Nullable Run run) {

	/**
	 * Makes the end of an attempt, which counts unless the delivery is given back.
	 * @param delivery the delivery as it was claimed
	 * @param status where it stands now
	 * @param dueAt when it is to be tried again, or {@code null} if it is not
	 * @param error what went wrong, or {@code null} if nothing did
	 */
	public FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, @Nullable Instant dueAt,
			@Nullable String error) {
		this(delivery, status, (status == DeliveryStatus.PENDING) ? delivery.attempt() - 1 : delivery.attempt(), dueAt,
				error, null);
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
		return new FinishedDelivery(delivery, DeliveryStatus.DEAD, delivery.attempt() - 1, null, error, null);
	}

	/**
	 * Has the attempt kept.
	 * @param startedAt when the handler was called
	 * @param duration how long it ran
	 * @return the end
	 */
	public FinishedDelivery ran(Instant startedAt, Duration duration) {
		return new FinishedDelivery(this.delivery, this.status, this.attempts, this.dueAt, this.error,
				new Run(startedAt, duration));
	}

	/**
	 * A call of the handler.
	 *
	 * @param startedAt when it began
	 * @param duration how long it took
	 */
	public record Run(Instant startedAt, Duration duration) {

	}

}
