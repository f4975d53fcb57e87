package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.EventTable;

/**
 * Finds deliveries that nothing would bring back by itself, because the lease or the
 * order key they belong to was removed by hand or a backup was restored; transactions are
 * the caller's.
 */
final class LostDeliveries {

	private static final int LIMIT = 1000;

	private static final String BETWEEN = "SELECT d.event_id, d.target FROM %s "
			+ "WHERE d.event_id > ? AND d.event_id < ? AND %s = ?";

	/**
	 * Few have an order key, and H2 would look for all the others in the index of keys.
	 */
	private static final String WITHOUT_LEASE = """
			AND d.claim_token IS NOT NULL AND d.next_attempt_at IS NULL AND COALESCE(d.open_order_key, '') = ''
			AND (SELECT COUNT(*) FROM {LEASE} l WHERE l.token = d.claim_token
			AND d.event_id BETWEEN l.first_event AND l.last_event) = 0
			ORDER BY d.event_id LIMIT ? FOR UPDATE SKIP LOCKED""";

	private static final String WITHOUT_KEY = """
			AND d.open_order_key IS NOT NULL AND (SELECT COUNT(*) FROM {ORDER_KEY} k
			WHERE k.order_key = d.open_order_key AND k.target = d.target) = 0
			ORDER BY d.event_id LIMIT ?""";

	private final Database database;

	private final DeliveryChanges changes;

	LostDeliveries(Database database, DeliveryChanges changes) {
		this.database = database;
		this.changes = changes;
	}

	/**
	 * Makes lost deliveries due again.
	 * @return how many
	 */
	int recover(Instant from, Instant before, Instant now) {
		Dialect dialect = this.database.dialect();
		List<Lost> leased = find(WITHOUT_LEASE, from, before);
		leased.forEach((lost) -> this.database.jdbc()
			.update(this.database.sql("UPDATE {DELIVERY} SET next_attempt_at = ? WHERE event_id = ? AND target = ?"),
					dialect.bind(now), dialect.bind(lost.event), lost.target));
		List<Lost> ordered = find(WITHOUT_KEY, from, before);
		this.changes.wake(ordered.stream().map((lost) -> new DeliveryId(lost.event, lost.target)).toList(), now);
		return leased.size() + ordered.size();
	}

	private List<Lost> find(String condition, Instant from, Instant before) {
		Dialect dialect = this.database.dialect();
		String between = BETWEEN.formatted(dialect.withPrimaryKey("{DELIVERY} d"),
				dialect.withoutIndex("d.application"));
		this.database.preferIndexes();
		return this.database.jdbc()
			.query(this.database.sql(between, condition),
					(row, number) -> new Lost(dialect.uuid(row, "event_id"), row.getString("target")),
					dialect.bind(EventTable.bound(from)), dialect.bind(EventTable.bound(before)),
					this.database.application(), LIMIT);
	}

	private record Lost(UUID event, String target) {

	}

}
