package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.jdbc.database.Transactions;

/**
 * Has handlers run in one transaction with the record that they have.
 */
final class TransactionalRuns {

	private static final Logger logger = LoggerFactory.getLogger(TransactionalRuns.class);

	private final Transactions transactions;

	private final JdbcParts parts;

	private final OpenLeases open;

	TransactionalRuns(Transactions transactions, JdbcParts parts, OpenLeases open) {
		this.transactions = transactions;
		this.parts = parts;
		this.open = open;
	}

	/**
	 * Does work in one transaction with recording the delivery as processed.
	 */
	boolean process(ClaimedDelivery delivery, Instant now, Callable<@Nullable Object> work) throws Exception {
		FinishedDelivery end = new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
		boolean done = this.transactions.runShared(() -> {
			// First, so that the lock on the row keeps others away until the end
			if (!this.parts.ends().finishAlone(end, now)) {
				return false;
			}
			work.call();
			// Databases may roll back by themselves, and the work may have gone on after
			// it
			Assert.state(this.parts.ends().isProcessed(delivery.id()),
					"The database rolled back what was done at first");
			return true;
		});
		if (done) {
			this.open.finished(List.of(end));
			releaseKey(end, now);
		}
		return done;
	}

	/** Nobody adds to a key that is locked, so that it is not while a handler runs. */
	private void releaseKey(FinishedDelivery end, Instant now) {
		try {
			if (end.delivery().orderKey() != null) {
				this.transactions.run(() -> {
					this.parts.orderKeys().release(List.of(end), now);
					return true;
				});
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The order key of {} is left to its lease", end.delivery(), ex);
		}
	}

}
