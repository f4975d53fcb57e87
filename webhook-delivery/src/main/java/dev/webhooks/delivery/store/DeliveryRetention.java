package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Removes what was kept long enough. Every method is atomic. Implementations are safe for
 * use by several threads and, if they are shared, by several nodes.
 */
public interface DeliveryRetention {

	/**
	 * How many events are removed by one statement.
	 */
	int BATCH_SIZE = 500;

	/**
	 * Removes the bodies and headers of events that have nothing left to do.
	 * @param after the id of the event after which bodies are looked for; ids begin with
	 * the time of receipt
	 * @param receivedBefore the time of receipt before which bodies are removed
	 * @param limit how many at the most
	 * @return how many were removed, and where to go on
	 */
	PurgedEvents purge(UUID after, Instant receivedBefore, int limit);

	/**
	 * Removes events that have nothing left to do, with their deliveries.
	 * @param receivedBefore the time of receipt before which events are removed
	 * @param limit how many at the most
	 * @return how many were removed
	 */
	int prune(Instant receivedBefore, int limit);

	/**
	 * Removes the bodies and headers of events that have nothing left to do, in small
	 * batches, so that nothing waits long for a lock. It ends early if the thread is
	 * interrupted.
	 * @param receivedFrom the earliest time of receipt
	 * @param receivedBefore the time of receipt that is too late
	 * @return how many were removed
	 */
	default int purgeAll(Instant receivedFrom, Instant receivedBefore) {
		UUID after = new UUID(receivedFrom.toEpochMilli() << 16, 0);
		int total = 0;
		while (after != null && !Thread.currentThread().isInterrupted()) {
			PurgedEvents purged = purge(after, receivedBefore, BATCH_SIZE);
			total += purged.count();
			after = purged.last();
		}
		return total;
	}

	/**
	 * Removes events that have nothing left to do, with their deliveries, in small
	 * batches. It ends early if the thread is interrupted.
	 * @param receivedBefore the time of receipt before which events are removed
	 * @return how many were removed
	 */
	default int pruneAll(Instant receivedBefore) {
		int total = 0;
		int removed;
		do {
			removed = prune(receivedBefore, BATCH_SIZE);
			total += removed;
		}
		while (removed == BATCH_SIZE && !Thread.currentThread().isInterrupted());
		return total;
	}

}
