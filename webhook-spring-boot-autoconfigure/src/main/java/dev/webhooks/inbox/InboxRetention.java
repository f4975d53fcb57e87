package dev.webhooks.inbox;

import java.time.Clock;
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

	private final WebhookInbox inbox;

	private final InboxSettings.Retention retention;

	private final Clock clock;

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
			int purged = repeat((limit) -> this.inbox.purge(now.minus(this.retention.bodies()), limit));
			logger.debug("Removed {} events and {} bodies from the inbox", pruned, purged);
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot remove old events from the inbox now", ex);
		}
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
