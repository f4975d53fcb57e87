package dev.webhooks.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that this node has leased.
 *
 * @param id identifies the delivery
 * @param message the message
 * @param trigger what it was last scheduled by
 * @param attempts the attempts before this one
 * @param takeovers how many nodes had leased the delivery and died
 * @param orderKey what later deliveries that wait for this one have in common with it, or
 * {@code null} if none does
 * @param lease the lease, for the time it was taken for
 * @param probes the gates that are closed and that it goes through all the same, to try
 * them; none as a rule
 */
public record ClaimedDelivery(DeliveryId id, Message message, DeliveryTrigger trigger, Attempts attempts, int takeovers,
		@Nullable OrderKey orderKey, Lease lease, List<Gate.Probe> probes) {

	/**
	 * Makes a delivery that tries no gate.
	 * @param id identifies the delivery
	 * @param message the message
	 * @param trigger what it was last scheduled by
	 * @param attempts the attempts before this one
	 * @param takeovers how many nodes had leased the delivery and died
	 * @param orderKey what later deliveries that wait for this one have in common with
	 * it, or {@code null}
	 * @param lease the lease
	 */
	public ClaimedDelivery(DeliveryId id, Message message, DeliveryTrigger trigger, Attempts attempts, int takeovers,
			@Nullable OrderKey orderKey, Lease lease) {
		this(id, message, trigger, attempts, takeovers, orderKey, lease, List.of());
	}

	/**
	 * Makes the delivery of a message that is new and was leased as it was added.
	 * @param id identifies the delivery
	 * @param message the message
	 * @param lease the lease
	 * @return the delivery
	 */
	public static ClaimedDelivery first(DeliveryId id, Message message, Lease lease) {
		return new ClaimedDelivery(id, message, DeliveryTrigger.INITIAL, Attempts.NONE, 0, null, lease);
	}

	/**
	 * Makes this delivery one that tries gates.
	 * @param probes its ways through them
	 * @return the delivery
	 */
	public ClaimedDelivery probing(List<Gate.Probe> probes) {
		return probes.isEmpty() ? this : new ClaimedDelivery(this.id, this.message, this.trigger, this.attempts,
				this.takeovers, this.orderKey, this.lease, probes);
	}

	/**
	 * The number of this attempt among all attempts.
	 * @return the number, starting at 1
	 */
	public int attempt() {
		return this.attempts.total() + 1;
	}

	/**
	 * The number of this attempt among those that count for the {@link RetryPolicy}.
	 * @return the number, starting at 1
	 */
	public int countedAttempt() {
		return this.attempts.counted() + 1;
	}

	/**
	 * The channel of the message.
	 * @return the name of the channel
	 */
	public String channel() {
		return this.message.channel();
	}

	/**
	 * Where the delivery goes.
	 * @return the destination
	 */
	public Destination destination() {
		return new Destination(this.message.channel(), this.id.target());
	}

	@Override
	public String toString() {
		return this.message + " for target " + this.id.target() + " (attempt " + attempt() + ")";
	}

}
