package dev.webhooks.inbox;

import java.util.ArrayDeque;
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

	private final Map<String, ListenerLane> byListener = new HashMap<>();

	private final Deque<ListenerLane> rotation = new ArrayDeque<>();

	private final LaneLimits limits;

	private final OpenTransactions transactions;

	private int running;

	private int held;

	private long bytes;

	ProviderLane(LaneLimits limits, OpenTransactions transactions) {
		this.limits = limits;
		this.transactions = transactions;
	}

	/**
	 * What there is room for. No listener gets so much that none is left for another.
	 */
	ClaimRequest.Room room(String listener) {
		ListenerLane lane = lane(listener);
		return new ClaimRequest.Room(Math.min(this.limits.held() - this.held, lane.countLeft()),
				Math.min(this.limits.bytes() - this.bytes, lane.bytesLeft()), lane.takenOver());
	}

	/**
	 * Keeps room for an event, if there is some for each of its listeners.
	 */
	boolean reserve(Collection<String> listeners, long size) {
		if (this.limits.held() - this.held < listeners.size()
				|| listeners.stream().anyMatch((listener) -> room(listener).isNone())) {
			return false;
		}
		reserve(listeners, size, 1);
		return true;
	}

	void cancel(Collection<String> listeners, long size) {
		reserve(listeners, size, -1);
	}

	private void reserve(Collection<String> listeners, long size, int sign) {
		listeners.forEach((listener) -> lane(listener).reserve(sign, sign * size));
		account(sign * listeners.size(), sign * size * listeners.size());
	}

	private void account(int count, long size) {
		this.held += count;
		this.bytes += size;
	}

	void add(ClaimedDelivery delivery) {
		account(1, delivery.event().size());
		lane(delivery).add(delivery);
	}

	/**
	 * Takes the next delivery, from the listener that has waited longest for its turn.
	 */
	@Nullable ClaimedDelivery next() {
		if (this.running >= this.limits.concurrency()) {
			return null;
		}
		for (ListenerLane lane : this.rotation) {
			ClaimedDelivery next = lane.next();
			if (next != null) {
				this.rotation.remove(lane);
				this.rotation.addLast(lane);
				this.running++;
				return next;
			}
		}
		return null;
	}

	boolean hasNext() {
		if (this.running >= this.limits.concurrency()) {
			return false;
		}
		for (ListenerLane lane : this.rotation) {
			if (lane.hasNext()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Makes room after a delivery.
	 * @return whether there is room for many more now
	 */
	boolean done(ClaimedDelivery delivery) {
		this.running--;
		account(-1, -delivery.event().size());
		ListenerLane lane = lane(delivery);
		lane.done(delivery);
		return lane.isHalfEmpty() && this.held < this.limits.held() && this.bytes < this.limits.bytes();
	}

	boolean isLastOfRun(ClaimedDelivery delivery) {
		return lane(delivery).isLastOfRun(delivery);
	}

	List<ClaimedDelivery> endRun(ClaimedDelivery delivery) {
		List<ClaimedDelivery> rest = lane(delivery).endRun(delivery);
		rest.forEach((waiting) -> account(-1, -waiting.event().size()));
		return rest;
	}

	/**
	 * Takes out what waits. What runs keeps its place.
	 */
	void drainTo(Collection<ClaimedDelivery> drained) {
		int before = drained.size();
		this.byListener.values().forEach((lane) -> lane.drainTo(drained));
		drained.stream().skip(before).forEach((delivery) -> account(-1, -delivery.event().size()));
	}

	private ListenerLane lane(ClaimedDelivery delivery) {
		return lane(delivery.id().listener());
	}

	private ListenerLane lane(String listener) {
		return this.byListener.computeIfAbsent(listener, (id) -> {
			ListenerLane lane = new ListenerLane(id, this.limits, this.transactions);
			this.rotation.addLast(lane);
			return lane;
		});
	}

}
