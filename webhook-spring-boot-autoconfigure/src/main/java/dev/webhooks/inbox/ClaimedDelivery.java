package dev.webhooks.inbox;

/**
 * A delivery that this node has leased.
 *
 * @param id identifies the delivery
 * @param event the event
 * @param attempt the number of this attempt, starting at 1
 * @param ordered whether deliveries of the same key wait for this one
 * @param lease the lease, for the time it was taken for
 */
public record ClaimedDelivery(DeliveryId id, InboxEvent event, int attempt, boolean ordered, Lease lease) {

	String provider() {
		return this.event.provider();
	}

	@Override
	public String toString() {
		return this.event + " for listener " + this.id.listener() + " (attempt " + this.attempt + ")";
	}

}
