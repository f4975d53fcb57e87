package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was kept long enough, in small batches, so that nothing waits long for a
 * lock.
 */
final class InboxRetention implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(InboxRetention.class);

	private static final int BATCH_SIZE = 500;

	/**
	 * How long the body of an event may stay that had something to do when it was old
	 * enough.
	 */
	private static final Duration LATECOMERS = Duration.ofDays(1);

	private final WebhookInbox inbox;

	private final InboxSettings.Retention retention;

	private final Clock clock;

	/** Bodies from before this time are gone, but for those of latecomers. */
	private Instant purged = Instant.EPOCH;

	private Instant nextLatecomers = Instant.EPOCH;

	InboxRetention(WebhookInbox inbox, InboxSettings.Retention retention, Clock clock) {
		this.inbox = inbox;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public void run() {
		try {
			Instant now = this.clock.instant();
			int events = prune(this.inbox, now.minus(this.retention.events()));
			int bodies = purge(now);
			logger.debug("Removed {} events and {} bodies from the inbox", events, bodies);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Cannot remove old events from the inbox now", ex);
		}
	}

	/** To look at all that was purged already is too much for each time. */
	private int purge(Instant now) {
		Instant before = now.minus(this.retention.bodies());
		boolean all = !now.isBefore(this.nextLatecomers);
		int count = purge(this.inbox, all ? Instant.EPOCH : this.purged, before);
		if (!Thread.currentThread().isInterrupted()) {
			this.purged = before;
			this.nextLatecomers = all ? now.plus(LATECOMERS) : this.nextLatecomers;
		}
		return count;
	}

	/**
	 * Removes bodies.
	 * @return how many were removed
	 */
	static int purge(WebhookInbox inbox, Instant receivedFrom, Instant receivedBefore) {
		UUID after = new UUID(receivedFrom.toEpochMilli() << 16, 0);
		int total = 0;
		while (after != null && !Thread.currentThread().isInterrupted()) {
			PurgedEvents purged = inbox.purge(after, receivedBefore, BATCH_SIZE);
			total += purged.count();
			after = purged.last();
		}
		return total;
	}

	/**
	 * Removes events.
	 * @return how many were removed
	 */
	static int prune(WebhookInbox inbox, Instant receivedBefore) {
		int total = 0;
		int removed;
		do {
			removed = inbox.prune(receivedBefore, BATCH_SIZE);
			total += removed;
		}
		while (removed == BATCH_SIZE && !Thread.currentThread().isInterrupted());
		return total;
	}

}
