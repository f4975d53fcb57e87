package dev.webhooks.delivery.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.store.ClaimRequest;

/**
 * The deliveries that this node has leased, on their way to the workers: channels take
 * turns, and within each its targets, so that neither a flood nor a target that hangs
 * keeps the others waiting.
 */
final class DeliveryQueue {

	private final Mutex lock = new Mutex();

	private final Condition changed = this.lock.newCondition();

	private final ChannelLanes lanes;

	private final Leases leases;

	private boolean open;

	/** The workers that wait for a delivery. */
	private int idle;

	/** A worker has been woken and is not here yet. */
	private boolean waking;

	DeliveryQueue(Function<String, ChannelLane> lanes, Leases leases) {
		this.lanes = new ChannelLanes(lanes);
		this.leases = leases;
	}

	void open() {
		this.lock.run(() -> this.open = true);
	}

	/**
	 * Hands no more deliveries out.
	 * @return those that wait
	 */
	List<ClaimedDelivery> close() {
		List<ClaimedDelivery> waiting = new ArrayList<>();
		this.lock.run(() -> {
			this.open = false;
			this.lanes.drainTo(waiting);
			this.changed.signalAll();
		});
		return waiting;
	}

	/**
	 * Takes out what waits for some destinations. What runs is left.
	 */
	List<ClaimedDelivery> takeOut(Predicate<Destination> destinations) {
		List<ClaimedDelivery> waiting = new ArrayList<>();
		this.lock.run(() -> this.lanes.drainTo(waiting, destinations));
		return waiting;
	}

	/**
	 * Tells how many targets have something to do.
	 */
	int targets() {
		return this.lock.get(this.lanes::targets);
	}

	/**
	 * Keeps room for the deliveries of an event, if there is any.
	 */
	boolean reserve(Submission event) {
		return this.lock.get(() -> this.open
				&& this.lanes.of(event.message().channel()).reserve(event.targets(), event.message().size()));
	}

	void cancel(Submission event) {
		this.lock.run(() -> this.lanes.of(event.message().channel()).cancel(event.targets(), event.message().size()));
	}

	ClaimRequest.Room room(Destination destination) {
		return this.lock.get(() -> this.open ? this.lanes.of(destination.channel()).room(destination.target())
				: new ClaimRequest.Room(0, 0, 0));
	}

	/**
	 * Adds deliveries.
	 * @return those that came too late, because the queue is closed
	 */
	Collection<ClaimedDelivery> put(Collection<ClaimedDelivery> deliveries) {
		return this.lock.get(() -> {
			if (!this.open) {
				return deliveries;
			}
			for (ClaimedDelivery delivery : deliveries) {
				this.leases.hold(delivery);
				this.lanes.of(delivery.channel()).add(delivery);
			}
			wake();
			return List.of();
		});
	}

	/**
	 * Takes the delivery whose turn it is, and waits for one if need be.
	 * @return the delivery, or nothing if the queue is closed
	 */
	Optional<ClaimedDelivery> take() throws InterruptedException {
		return this.lock.await(() -> {
			while (this.open) {
				ClaimedDelivery next = this.lanes.next();
				if (next != null) {
					wake();
					return Optional.of(next);
				}
				await();
			}
			return Optional.empty();
		});
	}

	/**
	 * Takes the delivery whose turn it is, and waits for none.
	 * @return the delivery, or nothing if none can run now
	 */
	Optional<ClaimedDelivery> poll() {
		return this.lock.get(() -> this.open ? Optional.ofNullable(this.lanes.next()) : Optional.empty());
	}

	private void await() throws InterruptedException {
		this.idle++;
		try {
			this.changed.await();
		}
		finally {
			this.idle--;
			this.waking = false;
		}
	}

	/**
	 * Wakes one worker, which wakes the next when it has found something to do: so many
	 * deliveries at once do not wake more workers than they need.
	 */
	private void wake() {
		if (this.idle > 0 && !this.waking && this.lanes.hasNext()) {
			this.waking = true;
			this.changed.signal();
		}
	}

	/**
	 * Makes room after a delivery.
	 * @param roomAgain receives the channel if there is room for many more now
	 */
	void done(ClaimedDelivery delivery, Consumer<String> roomAgain) {
		this.leases.letGo(delivery);
		boolean[] room = new boolean[1];
		this.lock.run(() -> {
			room[0] = this.lanes.of(delivery.channel()).done(delivery);
			wake();
		});
		if (room[0]) {
			roomAgain.accept(delivery.channel());
		}
	}

	/**
	 * Tells whether a delivery that runs has an order key, and was claimed as the last
	 * one of it.
	 */
	boolean isLastOfRun(ClaimedDelivery delivery) {
		return this.lock.get(() -> this.lanes.of(delivery.channel()).isLastOfRun(delivery));
	}

	/**
	 * Takes out the deliveries that wait for one that runs.
	 */
	List<ClaimedDelivery> endRun(ClaimedDelivery delivery) {
		return this.lock.get(() -> this.lanes.of(delivery.channel()).endRun(delivery));
	}

}
