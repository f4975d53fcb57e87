package dev.webhooks.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one provider: those that wait, listener by listener, and those that
 * run. Guarded by the lock of the queue.
 */
final class ProviderLane {

	private static final int MAX_DELIVERIES = 1024;

	private final Map<String, ListenerLane> byListener = new HashMap<>();

	private final Deque<ListenerLane> rotation = new ArrayDeque<>();

	private final int limit;

	private final int listenerLimit;

	private final long maxBytes;

	private int running;

	private int held;

	private long bytes;

	ProviderLane(int limit, int listenerLimit, long maxBytes) {
		this.limit = limit;
		this.listenerLimit = listenerLimit;
		this.maxBytes = maxBytes;
	}

	/**
	 * How many deliveries there is room for.
	 */
	int room() {
		return (this.bytes < this.maxBytes) ? Math.max(0, MAX_DELIVERIES - this.held) : 0;
	}

	boolean isHalfEmpty() {
		return this.held <= MAX_DELIVERIES / 2 && this.bytes <= this.maxBytes / 2;
	}

	void reserve(int count, long size) {
		this.held += count;
		this.bytes += size;
	}

	void add(ClaimedDelivery delivery) {
		reserve(1, delivery.event().size());
		lane(delivery).add(delivery);
	}

	/**
	 * Takes the next delivery, from the listener that has waited longest for its turn.
	 */
	@Nullable ClaimedDelivery next() {
		if (this.running >= this.limit) {
			return null;
		}
		for (int i = 0; i < this.rotation.size(); i++) {
			ListenerLane lane = this.rotation.removeFirst();
			this.rotation.addLast(lane);
			ClaimedDelivery next = lane.next();
			if (next != null) {
				this.running++;
				return next;
			}
		}
		return null;
	}

	boolean hasNext() {
		if (this.running >= this.limit) {
			return false;
		}
		for (ListenerLane lane : this.rotation) {
			if (lane.hasNext()) {
				return true;
			}
		}
		return false;
	}

	void done(ClaimedDelivery delivery) {
		this.running--;
		lane(delivery).done();
		reserve(-1, -delivery.event().size());
	}

	/**
	 * Removes what waits. What runs keeps its place.
	 */
	void drainTo(Collection<ClaimedDelivery> drained) {
		List<ClaimedDelivery> waiting = new ArrayList<>();
		this.byListener.values().forEach((lane) -> lane.drainTo(waiting));
		waiting.forEach((delivery) -> reserve(-1, -delivery.event().size()));
		drained.addAll(waiting);
	}

	private ListenerLane lane(ClaimedDelivery delivery) {
		return this.byListener.computeIfAbsent(delivery.id().listener(), (listener) -> {
			ListenerLane lane = new ListenerLane(this.listenerLimit);
			this.rotation.addLast(lane);
			return lane;
		});
	}

}
