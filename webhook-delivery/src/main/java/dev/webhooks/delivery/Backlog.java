package dev.webhooks.delivery;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How much there is to do.
 *
 * @param counts the number of deliveries of each status but
 * {@link DeliveryStatus#PROCESSED}; statuses without any are left out
 * @param oldestDue since when the oldest delivery that is due waits, or {@code null} if
 * none is due
 */
public record Backlog(Map<DeliveryStatus, Long> counts, @Nullable Instant oldestDue) {

	/**
	 * Number of deliveries of a status.
	 * @param status the status
	 * @return the number
	 */
	public long count(DeliveryStatus status) {
		return this.counts.getOrDefault(status, 0L);
	}

}
