package dev.webhooks.delivery;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries an operator means. Immutable.
 * <p>
 * A question by channel, target, event or a status that is open or dead is answered by an
 * index. Anything else is looked for from the newest delivery down, within the time of
 * receipt if one is given.
 *
 * @param statuses the statuses; empty for all
 * @param channel the name of the channel, or {@code null} for all
 * @param target the id of the target, or {@code null} for all
 * @param event the id under which the event is stored, or {@code null} for all
 * @param eventId the id that the channel gave the event, or {@code null} for all
 * @param tenant the tenant, or {@code null} for all
 * @param type the most specific name of the type, or {@code null} for all
 * @param receivedFrom the earliest time of receipt, or {@code null} for no limit
 * @param receivedBefore the time of receipt that is too late, or {@code null} for no
 * limit
 */
public record DeliveryFilter(Set<DeliveryStatus> statuses, @Nullable String channel, @Nullable String target,
		@Nullable UUID event, @Nullable String eventId, @Nullable String tenant, @Nullable String type,
		@Nullable Instant receivedFrom, @Nullable Instant receivedBefore) {

	public DeliveryFilter {
		statuses = Set.copyOf(statuses);
	}

	/**
	 * Means all deliveries of some statuses.
	 * @param statuses the statuses; none for all
	 * @return the filter
	 */
	public static DeliveryFilter of(DeliveryStatus... statuses) {
		return new DeliveryFilter(Set.of(statuses), null, null, null, null, null, null, null, null);
	}

	/**
	 * Copies this filter for one channel.
	 * @param channel the name of the channel
	 * @return the new filter
	 */
	public DeliveryFilter channel(String channel) {
		return new DeliveryFilter(this.statuses, channel, this.target, this.event, this.eventId, this.tenant, this.type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for one target.
	 * @param target the id of the target
	 * @return the new filter
	 */
	public DeliveryFilter target(String target) {
		return new DeliveryFilter(this.statuses, this.channel, target, this.event, this.eventId, this.tenant, this.type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for one event.
	 * @param event the id under which it is stored
	 * @return the new filter
	 */
	public DeliveryFilter event(UUID event) {
		return new DeliveryFilter(this.statuses, this.channel, this.target, event, this.eventId, this.tenant, this.type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for the events of one id. Several channels and tenants may have
	 * such an event each.
	 * @param eventId the id that the channel gave the event
	 * @return the new filter
	 */
	public DeliveryFilter eventId(String eventId) {
		return new DeliveryFilter(this.statuses, this.channel, this.target, this.event, eventId, this.tenant, this.type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for one tenant.
	 * @param tenant the tenant
	 * @return the new filter
	 */
	public DeliveryFilter tenant(String tenant) {
		return new DeliveryFilter(this.statuses, this.channel, this.target, this.event, this.eventId, tenant, this.type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for one type.
	 * @param type the most specific name of the type
	 * @return the new filter
	 */
	public DeliveryFilter type(String type) {
		return new DeliveryFilter(this.statuses, this.channel, this.target, this.event, this.eventId, this.tenant, type,
				this.receivedFrom, this.receivedBefore);
	}

	/**
	 * Copies this filter for a time of receipt.
	 * @param from the earliest time
	 * @param before the time that is too late
	 * @return the new filter
	 */
	public DeliveryFilter received(Instant from, Instant before) {
		return new DeliveryFilter(this.statuses, this.channel, this.target, this.event, this.eventId, this.tenant,
				this.type, from, before);
	}

	/**
	 * Tells whether it means a delivery.
	 * @param delivery the delivery
	 * @return whether it does
	 */
	public boolean matches(WebhookDelivery delivery) {
		return matches(delivery.id(), delivery.channel(), delivery.status()) && isAny(this.eventId, delivery.eventId())
				&& isAny(this.tenant, delivery.tenant()) && isAny(this.type, delivery.type())
				&& (this.receivedFrom == null || !delivery.receivedAt().isBefore(this.receivedFrom))
				&& (this.receivedBefore == null || delivery.receivedAt().isBefore(this.receivedBefore));
	}

	/**
	 * Tells whether it may mean a delivery of whose event nothing is known.
	 * @param id identifies the delivery
	 * @param channel its channel
	 * @param status where it stands
	 * @return whether it does, whatever the event is
	 */
	public boolean matches(DeliveryId id, String channel, DeliveryStatus status) {
		return (this.statuses.isEmpty() || this.statuses.contains(status)) && isAny(this.channel, channel)
				&& isAny(this.target, id.target()) && isAny(this.event, id.event());
	}

	/**
	 * Tells whether something of the event is asked for that its deliveries do not say.
	 * @return whether it is by id, tenant, type or time of receipt
	 */
	public boolean isOfEvents() {
		return this.eventId != null || this.tenant != null || this.type != null || this.receivedFrom != null
				|| this.receivedBefore != null;
	}

	private static boolean isAny(@Nullable Object wanted, @Nullable Object actual) {
		return wanted == null || wanted.equals(actual);
	}

}
