package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.DeliveryStore;

/**
 * Parts that the stages of the engine share.
 *
 * @param store stores messages and deliveries
 * @param queue holds the leased deliveries that wait for a worker
 * @param leases knows what this node has leased
 * @param destinations knows what this node delivers to
 * @param gates knows which gates are closed
 * @param schedule says which lanes are looked at
 * @param completion records the ends of attempts
 * @param clock tells the time
 * @param random makes tokens and jitter
 */
record EngineParts(DeliveryStore store, DeliveryQueue queue, Leases leases,
		SingletonSupplier<PolledDestinations> destinations, PolledGates gates, PollSchedule schedule,
		DeliveryCompletion completion, Clock clock, RandomGenerator random) {

	/**
	 * Hands leased deliveries to the workers, and gives back those whose gate is closed.
	 */
	void handOver(List<ClaimedDelivery> deliveries) {
		if (this.gates.areAllOpen()) {
			giveBack(this.queue.put(deliveries));
			return;
		}
		Map<Boolean, List<ClaimedDelivery>> byGate = deliveries.stream()
			.collect(Collectors.partitioningBy(this.gates::holdsUp));
		giveBack(byGate.getOrDefault(true, List.of()));
		giveBack(this.queue.put(byGate.getOrDefault(false, List.of())));
	}

	/**
	 * Learns which gates are closed now, and gives back what waits behind them and is no
	 * probe.
	 */
	void closeGates(List<Gate> closed) {
		this.gates.set(closed);
		if (!closed.isEmpty()) {
			handOver(this.queue.takeOut(this.gates::isClosed));
		}
	}

	/**
	 * Lets others have deliveries that this node has leased and not begun.
	 */
	void giveBack(Collection<ClaimedDelivery> deliveries) {
		Instant now = this.clock.instant();
		deliveries.forEach((delivery) -> {
			this.leases.letGo(delivery);
			this.completion.giveBack(FinishedDelivery.givenBack(delivery, now));
		});
	}

	/**
	 * Something of a channel may be due now.
	 */
	void dueNow(String channel) {
		this.schedule.dueNow(laneOf(channel));
	}

	/**
	 * Deliveries of a channel were left behind, for lack of room.
	 */
	void leftBehind(String channel) {
		this.schedule.leftBehind(laneOf(channel));
	}

	/**
	 * There is room for deliveries of a channel.
	 */
	void room(String channel) {
		this.schedule.room(laneOf(channel));
	}

	private String laneOf(String channel) {
		return this.destinations.obtain().laneOf(channel);
	}

}
