package dev.webhooks.delivery;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries an operator means. Immutable.
 *
 * @param statuses the statuses; empty for all
 * @param channel the name of the channel, or {@code null} for all
 * @param type the most specific name of the type, or {@code null} for all
 * @param target the id of the target, or {@code null} for all
 * @param receivedFrom the earliest time of receipt, or {@code null} for no limit
 * @param receivedBefore the time of receipt that is too late, or {@code null} for no
 * limit
 */
public record DeliveryFilter(Set<DeliveryStatus> statuses, @Nullable String channel, @Nullable String type,
		@Nullable String target, @Nullable Instant receivedFrom, @Nullable Instant receivedBefore) {

	public DeliveryFilter {
		statuses = Set.copyOf(statuses);
	}

	/**
	 * Means all deliveries of some statuses.
	 * @param statuses the statuses; none for all
	 * @return the filter
	 */
	public static DeliveryFilter of(DeliveryStatus... statuses) {
		return new DeliveryFilter(Set.of(statuses), null, null, null, null, null);
	}

	/**
	 * Copies this filter for one channel.
	 * @param channel the name of the channel
	 * @return the new filter
	 */
	public DeliveryFilter channel(String channel) {
		return new DeliveryFilter(this.statuses, channel, this.type, this.target, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for one type.
	 * @param type the most specific name of the type
	 * @return the new filter
	 */
	public DeliveryFilter type(String type) {
		return new DeliveryFilter(this.statuses, this.channel, type, this.target, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for one target.
	 * @param target the id of the target
	 * @return the new filter
	 */
	public DeliveryFilter target(String target) {
		return new DeliveryFilter(this.statuses, this.channel, this.type, target, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for a time of receipt.
	 * @param from the earliest time
	 * @param before the time that is too late
	 * @return the new filter
	 */
	public DeliveryFilter received(Instant from, Instant before) {
		return new DeliveryFilter(this.statuses, this.channel, this.type, this.target, from, before);
	}

}
