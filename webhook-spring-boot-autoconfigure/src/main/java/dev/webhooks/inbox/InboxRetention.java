package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what was kept long enough, in small batches, so that nothing waits long for a
 * lock.
 */
final class InboxRetention implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(InboxRetention.class);

	private static final int BATCH_SIZE = 500;

	/** For events that had something to do when their turn came. */
	private static final Duration LATECOMERS = Duration.ofDays(1);

	private final WebhookInbox inbox;

	private final InboxSettings.Retention retention;

	private final Clock clock;

	/** Before this time are no bodies, so that none is looked for each time. */
	private Instant purged = Instant.EPOCH;

	InboxRetention(WebhookInbox inbox, InboxSettings.Retention retention, Clock clock) {
		this.inbox = inbox;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public void run() {
		try {
			Instant now = this.clock.instant();
			int pruned = repeat((limit) -> this.inbox.prune(now.minus(this.retention.events()), limit));
			logger.debug("Removed {} events and {} bodies from the inbox", pruned,
					purge(now.minus(this.retention.bodies())));
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot remove old events from the inbox now", ex);
		}
	}

	private int purge(Instant receivedBefore) {
		Instant from = this.purged;
		int count = repeat((limit) -> this.inbox.purge(from, receivedBefore, limit));
		if (!Thread.currentThread().isInterrupted()) {
			this.purged = receivedBefore.minus(LATECOMERS);
		}
		return count;
	}

	static int repeat(IntUnaryOperator batch) {
		int total = 0;
		int removed;
		do {
			removed = batch.applyAsInt(BATCH_SIZE);
			total += removed;
		}
		while (removed == BATCH_SIZE && !Thread.currentThread().isInterrupted());
		return total;
	}

}
