package dev.webhooks.delivery.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.store.ClaimRequest;

/**
 * Leases deliveries in memory, those of one order key in its order. Guarded by the lock
 * of the store.
 */
final class MemoryClaims {

	private final MemoryEvents events;

	private final ClaimRequest request;

	MemoryClaims(MemoryEvents events, ClaimRequest request) {
		this.events = events;
		this.request = request;
	}

	/**
	 * Leases as many as there is room for.
	 * @param due deliveries that are due, the longest due first
	 */
	List<ClaimedDelivery> claim(List<MemoryDelivery> due, Lease lease) {
		List<ClaimedDelivery> claimed = new ArrayList<>();
		long bytes = 0;
		for (MemoryDelivery first : due) {
			for (MemoryDelivery delivery : isBlocked(first) ? List.<MemoryDelivery>of() : run(first)) {
				if (claimed.size() < this.request.room().count() && bytes < this.request.room().bytes()) {
					bytes += delivery.size();
					claimed.add(delivery.claim(lease, this.request.waitsForDead()));
				}
			}
		}
		return claimed;
	}

	/** A delivery and those that wait for nothing but it. */
	private List<MemoryDelivery> run(MemoryDelivery first) {
		if (first.orderKey() == null || first.takeovers() > 0) {
			return List.of(first);
		}
		return this.events.unfinished(first.destination())
			.stream()
			.filter((delivery) -> delivery == first
					|| (delivery.isOfTheKeyOf(first) && delivery.position() > first.position()))
			.sorted(Comparator.comparingLong(MemoryDelivery::position))
			.takeWhile((delivery) -> delivery.status() != DeliveryStatus.DEAD)
			.toList();
	}

	private boolean isBlocked(MemoryDelivery delivery) {
		return this.request.due().ordered() && this.events.unfinished(delivery.destination())
			.stream()
			.anyMatch((other) -> other.isOfTheKeyOf(delivery) && blocks(other, delivery));
	}

	/**
	 * Tells whether another delivery of the same key has to wait for one: while that is
	 * processed, or comes first and is neither processed nor stepped over. The next ones
	 * of a key are claimed in one run.
	 */
	private boolean blocks(MemoryDelivery one, MemoryDelivery other) {
		boolean processing = one.status() == DeliveryStatus.PROCESSING && !one.isDue(this.request.now());
		boolean passed = one.status() == DeliveryStatus.DEAD && !this.request.waitsForDead();
		return processing || (!passed && one.position() < other.position());
	}

}
