package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;

/**
 * An event of a {@link MemoryWebhookInbox}. Guarded by the lock of the inbox.
 */
final class MemoryEvent {

	private final UUID id;

	private final Map<String, MemoryDelivery> deliveries = new LinkedHashMap<>();

	private InboxEvent event;

	MemoryEvent(NewEvent added, Lease lease, Instant now) {
		this.id = added.id();
		this.event = added.event();
		added.listeners()
			.forEach((listener) -> this.deliveries.put(listener,
					new MemoryDelivery(this, listener, added.orderKey(), added.leased() ? lease : null, now)));
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
