package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Says on behalf of this node that it lives and what it delivers to, and finds deliveries
 * that no node delivers, or that have lost their lease.
 */
final class Upkeep implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Upkeep.class);

	/** A node that has not been heard of for so many leases is gone. */
	private static final int DEAD_AFTER_LEASES = 10;

	/** Of the history that is looked at by one statement. */
	private static final Duration SLICE = Duration.ofHours(1);

	private static final Duration SWEEP_INTERVAL = Duration.ofDays(1);

	/** How long one run looks at the history. */
	private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

	private static final List<Destination> EVERYWHERE = List.of(Destination.EVERYWHERE);

	private final DeliveryStorage storage;

	private final Supplier<Destinations> destinations;

	private final EngineSettings settings;

	private final Clock clock;

	private final UUID node;

	private final RecurringWarning warning = new RecurringWarning(logger, System::nanoTime);

	private final Set<Destination> orphans = new HashSet<>();

	/** The history up to this time has been looked at. */
	private Instant swept = Instant.EPOCH;

	private Instant nextSweep = Instant.EPOCH;

	Upkeep(DeliveryStorage storage, Supplier<Destinations> destinations, EngineSettings settings, Clock clock,
			UUID node) {
		this.storage = storage;
		this.destinations = destinations;
		this.settings = settings;
		this.clock = clock;
		this.node = node;
	}

	/** The first time beside the timer, which may fire meanwhile. */
	@Override
	public synchronized void run() {
		try {
			announce();
			if (!this.destinations.get().all()) {
				lookForOrphans();
			}
			recoverLost();
			if (!this.settings.deadBlocksKey()) {
				this.storage.store().unblock(this.clock.instant());
			}
			this.warning.works("The engine looks after its nodes");
		}
		catch (RuntimeException | Error ex) {
			if (isEnding()) {
				logger.debug("The engine has ended while it looked after its nodes", ex);
			}
			else {
				this.warning.failed("The engine cannot look after its nodes", ex);
			}
		}
	}

	private static boolean isEnding() {
		return Thread.currentThread().isInterrupted();
	}

	private void announce() {
		Instant now = this.clock.instant();
		Destinations destinations = this.destinations.get();
		this.storage.store()
			.announce(this.node, destinations.all() ? EVERYWHERE : destinations.named(), now,
					now.minus(this.settings.lease().multipliedBy(DEAD_AFTER_LEASES)));
	}

	/** Each is told once. */
	private void lookForOrphans() {
		Set<Destination> found = this.storage.archive().findOrphans().stream().map((orphan) -> {
			if (!this.orphans.contains(orphan.destination())) {
				logger.warn("No node that lives has a target '{}' for channel '{}', to which {} deliveries are "
						+ "still to be made. Start one that has it, or give them to another target or discard them "
						+ "by WebhookDeliveries", orphan.destination().target(), orphan.destination().channel(),
						orphan.open());
			}
			return orphan.destination();
		}).collect(Collectors.toSet());
		this.orphans.clear();
		this.orphans.addAll(found);
	}

	private void recoverLost() {
		Instant now = this.clock.instant();
		Instant end = now.minus(this.settings.lease());
		if (!now.isBefore(this.nextSweep)) {
			this.swept = now.minus(this.settings.retention().events());
			this.nextSweep = now.plus(SWEEP_INTERVAL);
		}
		long begin = System.nanoTime();
		while (this.swept.isBefore(end) && System.nanoTime() - begin < SWEEP_NANOS && !isEnding()) {
			Instant next = this.swept.plus(SLICE).isBefore(end) ? this.swept.plus(SLICE) : end;
			int recovered = this.storage.store().recoverLost(this.swept, next, now);
			if (recovered > 0) {
				logger.warn("Found {} deliveries without their lease, which are due now", recovered);
			}
			else {
				this.swept = next;
			}
		}
	}

	/**
	 * Says that this node ends.
	 */
	void end() {
		try {
			this.storage.store().announce(this.node, Set.of(), this.clock.instant(), Instant.EPOCH);
		}
		catch (RuntimeException ex) {
			logger.debug("That this node has ended will be noticed later", ex);
		}
	}

}
