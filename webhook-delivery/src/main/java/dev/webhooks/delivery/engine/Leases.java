package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;

/**
 * The leases of this node: which deliveries it holds, and until when. Safe for use by
 * several threads.
 */
final class Leases {

	private static final int RENEWALS_PER_LEASE = 3;

	private final Map<ClaimedDelivery, Instant> held = new IdentityHashMap<>();

	private final Duration duration;

	private final Clock clock;

	private final RandomGenerator random;

	Leases(Duration duration, Clock clock, RandomGenerator random) {
		this.duration = duration;
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Makes a lease that no other node has.
	 */
	Lease create() {
		return new Lease(this.random.nextLong(), this.clock.instant().plus(this.duration));
	}

	synchronized void hold(ClaimedDelivery delivery) {
		this.held.put(delivery, delivery.lease().until());
	}

	synchronized void letGo(ClaimedDelivery delivery) {
		this.held.remove(delivery);
	}

	/**
	 * Tells how many deliveries this node holds.
	 */
	synchronized int count() {
		return this.held.size();
	}

	/**
	 * Holds a delivery without renewals, because a lock on its row stands for the lease.
	 */
	synchronized void pin(ClaimedDelivery delivery) {
		this.held.replace(delivery, Instant.MAX);
	}

	/**
	 * A lease was renewed by itself, also if the delivery was pinned.
	 */
	synchronized void renewed(ClaimedDelivery delivery, Instant until) {
		this.held.replace(delivery, until);
	}

	/**
	 * Tells whether a delivery is still this node's. After a pause it may be another's.
	 */
	synchronized boolean isHeld(ClaimedDelivery delivery) {
		Instant until = this.held.get(delivery);
		return until != null && this.clock.instant().isBefore(until);
	}

	/**
	 * Finds the leases to renew before they end. Those that have ended are not renewed.
	 */
	synchronized List<ClaimedDelivery> dueForRenewal() {
		Instant now = this.clock.instant();
		Instant soon = now.plus(this.duration).minus(renewalInterval());
		List<ClaimedDelivery> due = new ArrayList<>();
		this.held.forEach((delivery, until) -> {
			if (now.isBefore(until) && !until.isAfter(soon)) {
				due.add(delivery);
			}
		});
		return due;
	}

	/**
	 * Says which leases were renewed.
	 * @param deliveries those that were to be renewed
	 * @param renewed those that were
	 * @param until when their leases end now, which may have come already
	 * @return those that another has taken over, or may have
	 */
	synchronized List<ClaimedDelivery> renewed(List<ClaimedDelivery> deliveries, Set<DeliveryId> renewed,
			Instant until) {
		boolean late = !this.clock.instant().isBefore(until);
		List<ClaimedDelivery> lost = new ArrayList<>();
		for (ClaimedDelivery delivery : deliveries) {
			Instant before = this.held.get(delivery);
			if (before == null || before.equals(Instant.MAX)) {
				continue;
			}
			if (late || !renewed.contains(delivery.id())) {
				this.held.put(delivery, Instant.MIN);
				lost.add(delivery);
			}
			else {
				this.held.put(delivery, until);
			}
		}
		return lost;
	}

	Instant end() {
		return this.clock.instant().plus(this.duration);
	}

	Duration duration() {
		return this.duration;
	}

	Duration renewalInterval() {
		return this.duration.dividedBy(RENEWALS_PER_LEASE);
	}

}
