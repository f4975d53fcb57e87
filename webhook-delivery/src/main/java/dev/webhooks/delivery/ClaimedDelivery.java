package dev.webhooks.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that this node has leased.
 *
 * @param id identifies the delivery
 * @param event the event
 * @param attempt the number of this attempt, starting at 1
 * @param takeovers how many nodes had leased the delivery and died
 * @param orderKey what later deliveries that wait for this one have in common with it, or
 * {@code null} if none does
 * @param lease the lease, for the time it was taken for
 */
public record ClaimedDelivery(DeliveryId id, Message event, int attempt, int takeovers, @Nullable OrderKey orderKey,
		Lease lease) {

	/**
	 * Makes the delivery of an event that is new and was leased as it was added.
	 * @param id identifies the delivery
	 * @param event the event
	 * @param lease the lease
	 * @return the delivery
	 */
	public static ClaimedDelivery first(DeliveryId id, Message event, Lease lease) {
		return new ClaimedDelivery(id, event, 1, 0, null, lease);
	}

	/**
	 * The channel of the event.
	 * @return the name of the channel
	 */
	public String channel() {
		return this.event.channel();
	}

	/**
	 * Where the delivery goes.
	 * @return the destination
	 */
	public Destination destination() {
		return new Destination(this.event.channel(), this.id.target());
	}

	@Override
	public String toString() {
		return this.event + " for target " + this.id.target() + " (attempt " + this.attempt + ")";
	}

}
