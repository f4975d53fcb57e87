package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * Locks deliveries with an order key that a node left being processed when it died; the
 * transaction is the caller's.
 */
final class AbandonedDeliveries {

	private static final String LOCK_KEY = "SELECT claim_token FROM {ORDER_KEY} WHERE order_key = ? AND target = ? "
			+ "FOR UPDATE";

	/** Not if a handler is still at it, in a transaction that has the row. */
	private static final String LOCK = """
			SELECT target FROM %s WHERE event_id = ? AND application = ? AND target = ?
			AND status = 'PROCESSING' AND open_order_key IS NOT NULL FOR UPDATE SKIP LOCKED""";

	private final Database database;

	private final OrderKeyTable orderKeys;

	private final String lock;

	AbandonedDeliveries(Database database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
		this.lock = database.sql(LOCK.formatted(database.dialect().withPrimaryKey("{DELIVERY}")));
	}

	/**
	 * Locks those of a key whose lease has ended, the key first, so that no node takes
	 * them over meanwhile.
	 * @param deliveries all of this key
	 * @return those that were abandoned
	 */
	List<DeliveryId> lock(OrderKeyTable.Key key, List<DeliveryId> deliveries, Instant now) {
		return (deliveries.isEmpty() || isLeased(key, now)) ? List.of()
				: deliveries.stream().filter(this::lock).toList();
	}

	private boolean isLeased(OrderKeyTable.Key key, Instant now) {
		this.orderKeys.endLease(key, now);
		return !this.database.jdbc()
			.queryForList(this.database.sql(LOCK_KEY), Long.class, key.value(), key.target())
			.equals(Collections.singletonList(null));
	}

	private boolean lock(DeliveryId delivery) {
		return !this.database.jdbc()
			.queryForList(this.lock, String.class, this.database.dialect().bind(delivery.event()),
					this.database.application(), delivery.target())
			.isEmpty();
	}

}
