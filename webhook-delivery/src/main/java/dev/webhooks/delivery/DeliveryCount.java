package dev.webhooks.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How many deliveries a filter means among those that were looked at, from the newest
 * down.
 *
 * @param count their number
 * @param next where the count stopped, because it had looked at
 * {@value DeliveryArchive#MAX_SCANNED} deliveries, or {@code null} if it is that of all
 */
public record DeliveryCount(long count, @Nullable DeliveryCursor next) {

	/**
	 * Tells whether all deliveries were looked at.
	 * @return whether the number is that of all
	 */
	public boolean isComplete() {
		return this.next == null;
	}

}
