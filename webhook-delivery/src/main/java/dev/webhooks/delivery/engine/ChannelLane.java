package dev.webhooks.delivery.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.store.ClaimRequest;

/**
 * The deliveries of one channel: those that wait, target by target, and those that run.
 * Guarded by the lock of the queue.
 */
final class ChannelLane {

	private final Map<String, TargetLane> byTarget = new HashMap<>();

	private final Deque<TargetLane> rotation = new ArrayDeque<>();

	private final TargetLane.Limits limits;

	private final TargetTurns turns;

	private final Function<String, @Nullable Integer> limitOfTarget;

	private int running;

	private int held;

	private long bytes;

	/**
	 * Creates a lane.
	 * @param limitOfTarget finds how many of a target may run at once, or {@code null}
	 * for the share that the limits say
	 */
	ChannelLane(TargetLane.Limits limits, TargetTurns turns, Function<String, @Nullable Integer> limitOfTarget) {
		this.limits = limits;
		this.turns = turns;
		this.limitOfTarget = limitOfTarget;
	}

	/**
	 * Room for more deliveries. No target gets so much that none is left for another.
	 */
	ClaimRequest.Room room(String target) {
		TargetLane known = this.byTarget.get(target);
		TargetLane lane = (known != null) ? known : newLane(target);
		return new ClaimRequest.Room(Math.min(this.limits.held() - this.held, lane.countLeft()),
				Math.min(this.limits.bytes() - this.bytes, lane.bytesLeft()), lane.takenOver());
	}

	/**
	 * Keeps room for an event, if there is some for each of its targets.
	 */
	boolean reserve(Collection<String> targets, long size) {
		if (this.limits.held() - this.held < targets.size()
				|| targets.stream().anyMatch((target) -> room(target).isNone())) {
			return false;
		}
		reserve(targets, size, 1);
		return true;
	}

	void cancel(Collection<String> targets, long size) {
		reserve(targets, size, -1);
		targets.forEach((target) -> forgetIfIdle(lane(target)));
	}

	private void reserve(Collection<String> targets, long size, int sign) {
		targets.forEach((target) -> lane(target).reserve(sign, sign * size));
		account(sign * targets.size(), sign * size * targets.size());
	}

	private void account(int count, long size) {
		this.held += count;
		this.bytes += size;
	}

	void add(ClaimedDelivery delivery) {
		account(1, delivery.message().size());
		lane(delivery).add(delivery);
	}

	/**
	 * Takes the next delivery, from the target that has waited longest for its turn.
	 */
	@Nullable ClaimedDelivery next() {
		if (this.running >= this.limits.concurrency()) {
			return null;
		}
		for (TargetLane lane : this.rotation) {
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
		for (TargetLane lane : this.rotation) {
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
		account(-1, -delivery.message().size());
		TargetLane lane = lane(delivery);
		lane.done(delivery);
		forgetIfIdle(lane);
		return lane.isHalfEmpty() && this.held < this.limits.held() && this.bytes < this.limits.bytes();
	}

	/**
	 * So that targets of which nothing is to do take no memory, however many there are.
	 */
	private void forgetIfIdle(TargetLane lane) {
		if (lane.isIdle()) {
			this.byTarget.remove(lane.target());
			this.rotation.remove(lane);
		}
	}

	/**
	 * Tells how many targets have something to do.
	 */
	int targets() {
		return this.byTarget.size();
	}

	boolean isLastOfRun(ClaimedDelivery delivery) {
		return lane(delivery).isLastOfRun(delivery);
	}

	List<ClaimedDelivery> endRun(ClaimedDelivery delivery) {
		List<ClaimedDelivery> rest = lane(delivery).endRun(delivery);
		rest.forEach((waiting) -> account(-1, -waiting.message().size()));
		return rest;
	}

	/**
	 * Takes out what waits. What runs keeps its place.
	 */
	void drainTo(Collection<ClaimedDelivery> drained) {
		drainTo(drained, (target) -> true);
	}

	/**
	 * Takes out what waits for some targets.
	 */
	void drainTo(Collection<ClaimedDelivery> drained, Predicate<String> targets) {
		int before = drained.size();
		List<TargetLane> lanes = this.byTarget.values().stream().filter((lane) -> targets.test(lane.target())).toList();
		lanes.forEach((lane) -> lane.drainTo(drained));
		drained.stream().skip(before).forEach((delivery) -> account(-1, -delivery.message().size()));
		lanes.forEach(this::forgetIfIdle);
	}

	private TargetLane lane(ClaimedDelivery delivery) {
		return lane(delivery.id().target());
	}

	private TargetLane lane(String target) {
		return this.byTarget.computeIfAbsent(target, (id) -> {
			TargetLane lane = newLane(id);
			this.rotation.addLast(lane);
			return lane;
		});
	}

	private TargetLane newLane(String target) {
		return new TargetLane(target, this.limitOfTarget.apply(target), this.limits, this.turns);
	}

}
