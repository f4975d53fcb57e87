package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.UUID;

import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.DeliveryRetention;
import dev.webhooks.delivery.store.PurgedEvents;

/**
 * Removes what is old from the tables of a relational database, in transactions of its
 * own.
 */
final class JdbcDeliveryRetention implements DeliveryRetention {

	private final Transactions transactions;

	private final JdbcParts parts;

	JdbcDeliveryRetention(Transactions transactions, JdbcParts parts) {
		this.transactions = transactions;
		this.parts = parts;
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.parts.oldEvents().purge(after, receivedBefore, limit));
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.parts.oldEvents().prune(receivedBefore, limit));
	}

}
