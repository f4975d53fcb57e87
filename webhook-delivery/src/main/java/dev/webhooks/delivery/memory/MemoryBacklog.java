package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryStatus;

/**
 * Counts what there is to do in a channel. Guarded by the lock of the store.
 */
final class MemoryBacklog {

	private final @Nullable Instant lastReceived;

	private final Set<String> orderKeys = new HashSet<>();

	private long open;

	private long due;

	private long dead;

	private @Nullable Instant oldestDue;

	MemoryBacklog(@Nullable Instant lastReceived) {
		this.lastReceived = lastReceived;
	}

	void add(MemoryDelivery delivery, Instant now) {
		if (delivery.status() == DeliveryStatus.DEAD) {
			this.dead++;
			return;
		}
		this.open++;
		if (delivery.isDue(now) && isFirst(delivery)) {
			this.due++;
			if (this.oldestDue == null || delivery.dueAt().isBefore(this.oldestDue)) {
				this.oldestDue = delivery.dueAt();
			}
		}
	}

	private boolean isFirst(MemoryDelivery delivery) {
		return delivery.orderKey() == null
				|| this.orderKeys.add(Objects.toString(delivery.destination()) + delivery.orderKey());
	}

	ChannelBacklog view() {
		return new ChannelBacklog(bounded(this.open), bounded(this.due), bounded(this.dead), this.oldestDue,
				this.lastReceived);
	}

	private static long bounded(long count) {
		return Math.min(count, DeliveryArchive.MAX_SCANNED);
	}

}
