package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.store.Addition;

/**
 * Counts, for the leases of whole batches that this node has, the deliveries that are not
 * finished, to know which leases nobody needs any more. A count may be too high, which
 * costs a look at the deliveries when the lease ends, but never too low: without a lease
 * they would be lost. Safe for use by several threads.
 */
final class OpenLeases {

	private final Map<Lease, Integer> open = new ConcurrentHashMap<>();

	private final Queue<Lease> needless = new ConcurrentLinkedQueue<>();

	/**
	 * Says that events were added.
	 */
	void added(List<Addition> events, Lease lease) {
		int deliveries = events.stream().filter(Addition::leased).mapToInt((event) -> event.targets().size()).sum();
		if (deliveries > 0) {
			this.open.merge(lease, deliveries, Integer::sum);
		}
	}

	/**
	 * Says that deliveries are finished, and that this was committed.
	 * @param finished the ends, each of which has changed a row under its lease
	 */
	void finished(List<FinishedDelivery> finished) {
		for (FinishedDelivery end : finished) {
			this.open.computeIfPresent(end.delivery().lease(), (lease, deliveries) -> {
				if (deliveries == 1) {
					this.needless.add(lease);
				}
				return (deliveries > 1) ? deliveries - 1 : null;
			});
		}
	}

	/**
	 * Takes out the leases all of whose deliveries are finished, except for those that
	 * have ended: what becomes of these is for the table to say, on any node.
	 */
	List<Lease> takeNeedless(Instant now) {
		this.open.keySet().removeIf((lease) -> !lease.until().isAfter(now));
		List<Lease> taken = new ArrayList<>();
		for (Lease lease = this.needless.poll(); lease != null; lease = this.needless.poll()) {
			if (lease.until().isAfter(now)) {
				taken.add(lease);
			}
		}
		return taken;
	}

}
