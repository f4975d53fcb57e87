package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;

/**
 * An event of a {@link MemoryWebhookInbox}. Guarded by the lock of the inbox.
 */
final class MemoryEvent {

	private final UUID id;

	private final Map<String, MemoryDelivery> deliveries = new LinkedHashMap<>();

	private InboxEvent event;

	MemoryEvent(NewEvent added, Lease lease, LongSupplier positions, Instant now) {
		this.id = added.id();
		this.event = added.event();
		added.listeners()
			.forEach((listener) -> put(new MemoryDelivery(this, new DeliveryId(this.id, listener), added,
					positions.getAsLong(), lease, now)));
	}

	private void put(MemoryDelivery delivery) {
		this.deliveries.put(delivery.target().listener(), delivery);
	}

	/**
	 * Gives the delivery of one listener to another, if that has none of its own.
	 */
	boolean reassign(String from, String listener, Instant now) {
		MemoryDelivery delivery = this.deliveries.get(from);
		if (delivery == null || this.deliveries.containsKey(listener)) {
			return false;
		}
		this.deliveries.remove(from);
		put(delivery.withListener(listener, now));
		return true;
	}

	UUID id() {
		return this.id;
	}

	InboxEvent event() {
		return this.event;
	}

	Collection<MemoryDelivery> deliveries() {
		return this.deliveries.values();
	}

	@Nullable MemoryDelivery delivery(String listener) {
		return this.deliveries.get(listener);
	}

	boolean reopen(InboxEvent redelivered, Instant now) {
		boolean reopened = false;
		for (MemoryDelivery delivery : deliveries()) {
			reopened |= delivery.reopen(now);
		}
		if (reopened && this.event.body() == null) {
			this.event = redelivered;
		}
		return reopened;
	}

	boolean isFinished() {
		return deliveries().stream().allMatch(MemoryDelivery::isFinished);
	}

	void purge() {
		this.event = new InboxEvent(this.event.provider(), this.event.tenant(), this.event.id(), this.event.types(),
				this.event.occurredAt(), this.event.receivedAt(), WebhookHeaders.of(), null, null, Map.of());
	}

}
