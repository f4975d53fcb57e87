package dev.webhooks.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The end of one attempt.
 *
 * @param delivery the delivery as it was claimed
 * @param status where it stands now; {@link DeliveryStatus#PENDING} gives it back as if
 * it had not been tried
 * @param dueAt when it is to be tried again, or {@code null} if it is not
 * @param error what went wrong, or {@code null} if nothing did
 */
public record FinishedDelivery(ClaimedDelivery delivery, DeliveryStatus status, @Nullable Instant dueAt,
		@Nullable String error) {

	static FinishedDelivery processed(ClaimedDelivery delivery) {
		return new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
	}

	static FinishedDelivery givenBack(ClaimedDelivery delivery, Instant now) {
		return new FinishedDelivery(delivery, DeliveryStatus.PENDING, now, null);
	}

}
