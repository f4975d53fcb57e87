package dev.webhooks.delivery.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Destination;

/**
 * The lanes of all channels, which take turns. Guarded by the lock of the queue.
 */
final class ChannelLanes {

	private final Map<String, ChannelLane> byChannel = new HashMap<>();

	private final Deque<ChannelLane> rotation = new ArrayDeque<>();

	private final Function<String, ChannelLane> factory;

	ChannelLanes(Function<String, ChannelLane> factory) {
		this.factory = factory;
	}

	ChannelLane of(String channel) {
		return this.byChannel.computeIfAbsent(channel, (name) -> {
			ChannelLane lane = this.factory.apply(name);
			this.rotation.addFirst(lane);
			return lane;
		});
	}

	boolean hasNext() {
		for (ChannelLane lane : this.rotation) {
			if (lane.hasNext()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Takes the delivery whose turn it is. Who is skipped, because no connection is left,
	 * keeps the place.
	 */
	@Nullable ClaimedDelivery next() {
		for (ChannelLane lane : this.rotation) {
			ClaimedDelivery next = lane.next();
			if (next != null) {
				this.rotation.remove(lane);
				this.rotation.addLast(lane);
				return next;
			}
		}
		return null;
	}

	/**
	 * Tells how many targets of all channels have something to do.
	 */
	int targets() {
		return this.rotation.stream().mapToInt(ChannelLane::targets).sum();
	}

	/**
	 * Takes out what waits.
	 */
	void drainTo(Collection<ClaimedDelivery> waiting) {
		this.rotation.forEach((lane) -> lane.drainTo(waiting));
	}

	/**
	 * Takes out what waits for some destinations.
	 */
	void drainTo(Collection<ClaimedDelivery> waiting, Predicate<Destination> destinations) {
		this.byChannel.forEach((channel, lane) -> lane.drainTo(waiting,
				(target) -> destinations.test(new Destination(channel, target))));
	}

}
