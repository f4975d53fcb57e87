package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.EventTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.store.PurgedEvents;

/**
 * Removes bodies and events that are old and have nothing left to do. Events are locked
 * first: one that is delivered again or retried meanwhile has something to do.
 */
final class OldEvents {

	private static final UUID FIRST = new UUID(0, 0);

	/** Looked for event by event, whatever is known of the tables. */
	private static final String DONE = """
			AND (SELECT COUNT(*) FROM %s WHERE d.event_id = e.id
			AND d.status IN ('PENDING', 'PROCESSING', 'RETRYING')) = 0""";

	private static final String OLD = "WHERE e.id > ? AND e.id < ? AND %s = ?";

	private static final String OLDEST_FIRST = "ORDER BY e.id LIMIT ?";

	private static final String BLOCKED_KEYS = "SELECT DISTINCT open_order_key, target, channel FROM %s "
			+ "WHERE event_id IN (%s) AND open_order_key IS NOT NULL";

	private static final String LOCK = "FOR UPDATE SKIP LOCKED";

	private final Database database;

	private final OrderKeyTable orderKeys;

	private final String select;

	private final String done;

	OldEvents(Database database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
		this.select = "SELECT e.id FROM " + database.dialect().withPrimaryKey("{EVENT} e");
		this.done = DONE.formatted(database.dialect().withPrimaryKey("{DELIVERY} d"));
	}

	PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		List<UUID> found = find("AND e.body IS NOT NULL", after, receivedBefore, limit);
		List<UUID> ids = stillDone(lock(found));
		update("UPDATE " + this.database.dialect().withPrimaryKey("{EVENT}")
				+ " SET headers = '', body = NULL, document = NULL, context = NULL WHERE id", ids);
		return new PurgedEvents(ids.size(), (found.size() == limit) ? found.get(limit - 1) : null);
	}

	/**
	 * Removes events with their deliveries. What waited for a dead one of them waits no
	 * more.
	 */
	int prune(Instant receivedBefore, int limit) {
		List<UUID> ids = stillDone(lock(find("", FIRST, receivedBefore, limit)));
		SortedSet<OrderKeyTable.Key> blocked = blockedBy(ids);
		update(this.database.dialect().deleteFrom("{ATTEMPT}") + " WHERE event_id", ids);
		update(this.database.dialect().deleteFrom("{DELIVERY}") + " WHERE event_id", ids);
		update(this.database.dialect().deleteFrom("{EVENT}") + " WHERE id", ids);
		blocked.forEach((key) -> this.orderKeys.wake(key, receivedBefore));
		return ids.size();
	}

	private SortedSet<OrderKeyTable.Key> blockedBy(List<UUID> ids) {
		return ids.isEmpty() ? new TreeSet<>()
				: new TreeSet<>(this.database.jdbc()
					.query(this.database.sql(BLOCKED_KEYS.formatted(
							this.database.dialect().withPrimaryKey("{DELIVERY}"), Database.parameters(ids.size()))),
							(row, number) -> new OrderKeyTable.Key(row.getString("open_order_key"),
									row.getString("target"), row.getString("channel")),
							arguments(ids)));
	}

	/** Where they can be locked as they are found, only those are found that can. */
	private List<UUID> find(String condition, UUID after, Instant receivedBefore, int limit) {
		Dialect dialect = this.database.dialect();
		this.database.preferIndexes();
		return this.database.jdbc()
			.query(this.database.sql(this.select, OLD.formatted(dialect.withoutIndex("e.application")), condition,
					this.done, OLDEST_FIRST, dialect.locksInOrder() ? LOCK : ""),
					(row, number) -> dialect.uuid(row, "id"), dialect.bind(after),
					dialect.bind(EventTable.bound(receivedBefore)), this.database.application(), limit);
	}

	private List<UUID> lock(List<UUID> found) {
		return (this.database.dialect().locksInOrder() || found.isEmpty()) ? found : this.database.jdbc()
			.query(this.database.sql(this.select, "WHERE e.id IN (" + Database.parameters(found.size()) + ")", LOCK),
					(row, number) -> this.database.dialect().uuid(row, "id"), arguments(found));
	}

	/**
	 * An event that was committed between the search and the lock is seen only by another
	 * statement.
	 */
	private List<UUID> stillDone(List<UUID> locked) {
		String ids = Database.parameters(locked.size());
		return locked.isEmpty() ? locked
				: this.database.jdbc()
					.query(this.database.sql(this.select, "WHERE e.id IN (" + ids + ")", this.done),
							(row, number) -> this.database.dialect().uuid(row, "id"), arguments(locked));
	}

	private void update(String sql, List<UUID> ids) {
		if (!ids.isEmpty()) {
			this.database.jdbc()
				.update(this.database.sql(sql + " IN (" + Database.parameters(ids.size()) + ")"), arguments(ids));
		}
	}

	private Object[] arguments(List<UUID> ids) {
		return ids.stream().map(this.database.dialect()::bind).toArray();
	}

}
