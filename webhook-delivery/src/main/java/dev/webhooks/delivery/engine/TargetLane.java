package dev.webhooks.delivery.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.OrderKey;

/**
 * The deliveries of one channel to one target. Those with an order key that were claimed
 * together wait for each other. Guarded by the lock of the queue.
 */
final class TargetLane {

	private final Queue<ClaimedDelivery> ready = new ArrayDeque<>();

	/** Deliveries that come after the one of a key that is ready or runs. */
	private final Map<String, Deque<ClaimedDelivery>> runs = new HashMap<>();

	private final String target;

	private final Limits limits;

	private final @Nullable Integer own;

	private final TargetTurns turns;

	private int running;

	private int held;

	private long bytes;

	private int takenOver;

	/**
	 * Creates a lane.
	 * @param own how many may run at once, of all channels, or {@code null} for the share
	 * that the limits say
	 */
	TargetLane(String target, @Nullable Integer own, Limits limits, TargetTurns turns) {
		this.target = target;
		this.own = own;
		this.limits = limits;
		this.turns = turns;
	}

	void reserve(int count, long size) {
		this.held += count;
		this.bytes += size;
	}

	int countLeft() {
		return Math.max(0, this.limits.heldByTarget() - this.held);
	}

	/**
	 * Some are left as long as nothing is held: one event may be larger than the share.
	 */
	long bytesLeft() {
		return (this.held == 0) ? Math.max(1, this.limits.bytesOfTarget())
				: Math.max(0, this.limits.bytesOfTarget() - this.bytes);
	}

	int takenOver() {
		return this.takenOver;
	}

	String target() {
		return this.target;
	}

	boolean isIdle() {
		return this.held == 0 && this.running == 0 && this.runs.isEmpty();
	}

	boolean isHalfEmpty() {
		return this.held <= this.limits.heldByTarget() / 2 && this.bytes <= this.limits.bytesOfTarget() / 2;
	}

	void add(ClaimedDelivery delivery) {
		account(delivery, 1);
		OrderKey key = delivery.orderKey();
		if (key == null || this.runs.putIfAbsent(key.value(), new ArrayDeque<>()) == null) {
			this.ready.add(delivery);
		}
		else {
			this.runs.get(key.value()).add(delivery);
		}
	}

	private void account(ClaimedDelivery delivery, int count) {
		reserve(count, (long) count * delivery.message().size());
		this.takenOver += (delivery.takeovers() > 0) ? count : 0;
	}

	boolean hasNext() {
		int most = (this.own != null) ? this.own : this.limits.perTarget();
		return this.running < most && !this.ready.isEmpty() && this.turns.hasRoom(this.target, this.own);
	}

	@Nullable ClaimedDelivery next() {
		if (!hasNext()) {
			return null;
		}
		this.running++;
		this.turns.begin(this.target, this.own);
		return this.ready.remove();
	}

	/**
	 * Makes room after a delivery, and the next one of its key ready.
	 */
	void done(ClaimedDelivery delivery) {
		this.running--;
		this.turns.end(this.target, this.own);
		account(delivery, -1);
		OrderKey key = delivery.orderKey();
		if (key != null) {
			ClaimedDelivery next = behind(key).poll();
			if (next != null) {
				this.ready.add(next);
			}
			else {
				this.runs.remove(key.value());
			}
		}
	}

	boolean isLastOfRun(ClaimedDelivery delivery) {
		OrderKey key = delivery.orderKey();
		return key != null && behind(key).isEmpty();
	}

	/**
	 * Takes out what comes after a delivery.
	 */
	List<ClaimedDelivery> endRun(ClaimedDelivery delivery) {
		OrderKey key = delivery.orderKey();
		if (key == null) {
			return List.of();
		}
		List<ClaimedDelivery> rest = List.copyOf(behind(key));
		behind(key).clear();
		rest.forEach((waiting) -> account(waiting, -1));
		return rest;
	}

	private Deque<ClaimedDelivery> behind(OrderKey key) {
		return this.runs.getOrDefault(key.value(), new ArrayDeque<>());
	}

	/**
	 * Takes out what waits. What runs keeps its place, and so does its key.
	 */
	void drainTo(Collection<ClaimedDelivery> drained) {
		List<ClaimedDelivery> waiting = new ArrayList<>(this.ready);
		this.runs.values().forEach((run) -> {
			waiting.addAll(run);
			run.clear();
		});
		this.ready.stream()
			.map(ClaimedDelivery::orderKey)
			.filter(Objects::nonNull)
			.forEach((key) -> this.runs.remove(key.value()));
		this.ready.clear();
		waiting.forEach((delivery) -> account(delivery, -1));
		drained.addAll(waiting);
	}

	/**
	 * Share of a node that the deliveries of one channel may take. Immutable.
	 *
	 * @param concurrency how many run at once
	 * @param perTarget how many of one target run at once
	 * @param bytes the bytes of events that are held
	 * @param targets the number of targets, each of which has a share of what is held
	 */
	record Limits(int concurrency, int perTarget, long bytes, int targets) {

		/** Deliveries that are held. */
		private static final int MAX_HELD = 1024;

		int held() {
			return MAX_HELD;
		}

		int heldByTarget() {
			return Math.max(1, MAX_HELD / this.targets);
		}

		long bytesOfTarget() {
			return Math.max(1, this.bytes / this.targets);
		}

	}

}
