package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.store.DeliveryRetention;

/**
 * Removes what was kept long enough, in small batches, so that nothing waits long for a
 * lock.
 */
final class RetentionTask implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(RetentionTask.class);

	/**
	 * How long the body of an event may stay that had something to do when it was old
	 * enough.
	 */
	private static final Duration LATECOMERS = Duration.ofDays(1);

	private final DeliveryRetention store;

	private final EngineSettings.Retention retention;

	private final Clock clock;

	/** Bodies from before this time are gone, but for those of latecomers. */
	private Instant purged = Instant.EPOCH;

	private Instant nextLatecomers = Instant.EPOCH;

	RetentionTask(DeliveryRetention store, EngineSettings.Retention retention, Clock clock) {
		this.store = store;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public void run() {
		try {
			Instant now = this.clock.instant();
			int events = this.store.pruneAll(now.minus(this.retention.events()));
			int bodies = purge(now);
			logger.debug("Removed {} events and {} bodies from the store", events, bodies);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Cannot remove old events from the store now", ex);
		}
	}

	/** To look at all that was purged already is too much for each time. */
	private int purge(Instant now) {
		Instant before = now.minus(this.retention.bodies());
		boolean all = !now.isBefore(this.nextLatecomers);
		int count = this.store.purgeAll(all ? Instant.EPOCH : this.purged, before);
		if (!Thread.currentThread().isInterrupted()) {
			this.purged = before;
			this.nextLatecomers = all ? now.plus(LATECOMERS) : this.nextLatecomers;
		}
		return count;
	}

}
