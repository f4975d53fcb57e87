package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries an operator means. Immutable.
 *
 * @param statuses the statuses; empty for all
 * @param provider the name of the provider, or {@code null} for all
 * @param type the most specific name of the type, or {@code null} for all
 * @param listener the id of the listener, or {@code null} for all
 * @param receivedFrom the earliest time of receipt, or {@code null} for no limit
 * @param receivedBefore the time of receipt that is too late, or {@code null} for no
 * limit
 */
public record DeliveryFilter(Set<DeliveryStatus> statuses, @Nullable String provider, @Nullable String type,
		@Nullable String listener, @Nullable Instant receivedFrom, @Nullable Instant receivedBefore) {

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
	 * Copies this filter for one provider.
	 * @param provider the name of the provider
	 * @return the new filter
	 */
	public DeliveryFilter provider(String provider) {
		return new DeliveryFilter(this.statuses, provider, this.type, this.listener, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for one type.
	 * @param type the most specific name of the type
	 * @return the new filter
	 */
	public DeliveryFilter type(String type) {
		return new DeliveryFilter(this.statuses, this.provider, type, this.listener, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for one listener.
	 * @param listener the id of the listener
	 * @return the new filter
	 */
	public DeliveryFilter listener(String listener) {
		return new DeliveryFilter(this.statuses, this.provider, this.type, listener, this.receivedFrom,
				this.receivedBefore);
	}

	/**
	 * Copies this filter for a time of receipt.
	 * @param from the earliest time
	 * @param before the time that is too late
	 * @return the new filter
	 */
	public DeliveryFilter received(Instant from, Instant before) {
		return new DeliveryFilter(this.statuses, this.provider, this.type, this.listener, from, before);
	}

}
