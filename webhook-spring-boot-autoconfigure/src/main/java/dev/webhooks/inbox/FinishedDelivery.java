package dev.webhooks.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt.
 *
 * @param delivery the delivery as it was claimed
 * @param status where it stands now; {@link DeliveryStatus#PENDING} gives it back as if
 * it had not been tried
 * @param attempts how often the listener was called
 * @param dueAt when it is to be tried again, or {@code null} if it is not
 * @param error what went wrong, or {@code null} if nothing did
 */
public record FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, int attempts, @Nullable Instant dueAt,
		@Nullable String error) {

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
				error);
	}

	static FinishedDelivery processed(ClaimedDelivery delivery) {
		return new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
	}

	static FinishedDelivery givenBack(ClaimedDelivery delivery, Instant now) {
		return new FinishedDelivery(delivery, DeliveryStatus.PENDING, now, null);
	}

	/**
	 * Gives up a delivery whose listener was not called.
	 */
	static FinishedDelivery deadUntried(ClaimedDelivery delivery, String error) {
		return new FinishedDelivery(delivery, DeliveryStatus.DEAD, delivery.attempt() - 1, null, error);
	}

}
