package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.store.Addition;

/**
 * An event of a {@link MemoryDeliveryStore}. Guarded by the lock of the store.
 */
final class MemoryMessage {

	private final UUID id;

	private final Map<String, MemoryDelivery> deliveries = new LinkedHashMap<>();

	private Message message;

	MemoryMessage(Addition added, Lease lease, LongSupplier positions, Instant now) {
		this.id = added.id();
		this.message = added.message();
		added.targets()
			.forEach((target) -> put(new MemoryDelivery(this, new DeliveryId(this.id, target), added,
					positions.getAsLong(), lease, now)));
	}

	private void put(MemoryDelivery delivery) {
		this.deliveries.put(delivery.destination().target(), delivery);
	}

	/**
	 * Gives a delivery to another target, if that has none of its own.
	 * @return the delivery of the other target, or {@code null} if it stays
	 */
	@Nullable MemoryDelivery reassign(MemoryDelivery delivery, String target, Instant now) {
		if (this.deliveries.containsKey(target)) {
			return null;
		}
		this.deliveries.remove(delivery.destination().target());
		MemoryDelivery moved = delivery.withTarget(target, now);
		put(moved);
		return moved;
	}

	UUID id() {
		return this.id;
	}

	Message message() {
		return this.message;
	}

	Collection<MemoryDelivery> deliveries() {
		return this.deliveries.values();
	}

	@Nullable MemoryDelivery delivery(String target) {
		return this.deliveries.get(target);
	}

	boolean reopen(Message redelivered, Instant now) {
		boolean reopened = false;
		for (MemoryDelivery delivery : deliveries()) {
			reopened |= delivery.reopen(now);
		}
		if (reopened && this.message.body() == null) {
			this.message = redelivered;
		}
		return reopened;
	}

	boolean isFinished() {
		return deliveries().stream().allMatch(MemoryDelivery::isFinished);
	}

	void purge() {
		this.message = new Message(this.message.channel(), this.message.tenant(), this.message.key(),
				this.message.types(), this.message.occurredAt(), this.message.receivedAt(), WebhookHeaders.of(), null,
				null, Map.of());
	}

}
