package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.webhooks.delivery.store.DeliveryRetention;
import dev.webhooks.delivery.store.PurgedEvents;

/**
 * Removes events from memory that are old.
 */
final class MemoryDeliveryRetention implements DeliveryRetention {

	private final MemoryEvents events;

	MemoryDeliveryRetention(MemoryEvents events) {
		this.events = events;
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		synchronized (this.events) {
			List<MemoryMessage> events = finished(receivedBefore).filter((event) -> event.message().body() != null)
				.filter((event) -> event.id().compareTo(after) > 0)
				.sorted(Comparator.comparing(MemoryMessage::id))
				.limit(limit)
				.toList();
			events.forEach(MemoryMessage::purge);
			return new PurgedEvents(events.size(), (events.size() == limit) ? events.get(limit - 1).id() : null);
		}
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		synchronized (this.events) {
			List<MemoryMessage> events = finished(receivedBefore).limit(limit).toList();
			events.forEach(this.events::remove);
			return events.size();
		}
	}

	private Stream<MemoryMessage> finished(Instant receivedBefore) {
		return this.events.all()
			.filter((event) -> event.message().receivedAt().isBefore(receivedBefore) && event.isFinished());
	}

}
