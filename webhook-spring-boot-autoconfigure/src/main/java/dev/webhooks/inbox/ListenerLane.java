package dev.webhooks.inbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one provider to one listener. Guarded by the lock of the queue.
 */
final class ListenerLane {

	private final Queue<ClaimedDelivery> waiting = new ArrayDeque<>();

	private final int limit;

	private int running;

	ListenerLane(int limit) {
		this.limit = limit;
	}

	void add(ClaimedDelivery delivery) {
		this.waiting.add(delivery);
	}

	boolean hasNext() {
		return this.running < this.limit && !this.waiting.isEmpty();
	}

	@Nullable ClaimedDelivery next() {
		if (!hasNext()) {
			return null;
		}
		this.running++;
		return this.waiting.remove();
	}

	void done() {
		this.running--;
	}

	void drainTo(Collection<ClaimedDelivery> drained) {
		drained.addAll(this.waiting);
		this.waiting.clear();
	}

}
