package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.NodeTable;

/**
 * Finds deliveries that no node wants, and gives them to another target; transactions are
 * the caller's.
 */
final class OrphanedDeliveries {

	private static final String OF = "WHERE application = ? AND channel = ? AND target = ?";

	/** Some databases have what is not open at the beginning of the index. */
	private static final String OPEN = "next_attempt_at > '1970-01-01'";

	private static final String FIRST = "(SELECT 1 AS found FROM %s " + OF + " AND " + OPEN + " LIMIT "
			+ DeliveryArchive.MAX_SCANNED + ")";

	private static final String ORDERED = "WHERE k.application = ? AND k.channel = ? AND k.target = ? "
			+ "AND d.status <> 'DEAD'";

	/** A count is asked for row by row, and never by joining all rows. */
	private static final String NOT_RECEIVED = "(SELECT COUNT(*) FROM {DELIVERY} o "
			+ "WHERE o.event_id = d.event_id AND o.target = ?) = 0";

	/** Leases of nodes that are gone have ended. */
	private static final String MOVABLE = "SELECT d.event_id FROM %s WHERE d.application = ? "
			+ "AND d.channel = ? AND d.target = ? AND (d.status <> 'PROCESSING' OR d.next_attempt_at <= ?) " + "AND d."
			+ OPEN + " AND " + NOT_RECEIVED + " ORDER BY d.next_attempt_at LIMIT ?";

	private static final String MOVABLE_ORDERED = ORDERED + " AND (k.claim_token IS NULL OR k.due_at <= ?) AND "
			+ NOT_RECEIVED + " ORDER BY d.event_id LIMIT ?";

	private static final String MOVE = "UPDATE {DELIVERY} SET target = ?, status = CASE status "
			+ "WHEN 'PROCESSING' THEN 'PENDING' ELSE status END, claim_token = NULL WHERE event_id = ? AND target = ? ";

	/**
	 * A node that has the target may have come, and claimed it, since it was looked at.
	 */
	private static final String UNLESS_LEASED = "AND (status IN ('PENDING', 'RETRYING') "
			+ "OR (status = 'PROCESSING' AND next_attempt_at <= ?))";

	private final Database database;

	private final OpenDestinations open;

	private final NodeTable nodes;

	private final DeliveryChanges changes;

	private final String due;

	private final String ordered;

	OrphanedDeliveries(Database database, OpenDestinations open, NodeTable nodes, DeliveryChanges changes) {
		this.database = database;
		this.open = open;
		this.nodes = nodes;
		this.changes = changes;
		Dialect dialect = database.dialect();
		this.due = dialect.withIndex("{DELIVERY} d", "webhook_delivery_due");
		this.ordered = "FROM {ORDER_KEY} k " + (dialect == Dialect.MYSQL ? "STRAIGHT_JOIN " : "JOIN ")
				+ dialect.withIndex("{DELIVERY} d", "webhook_delivery_order")
				+ " ON d.open_order_key = k.order_key AND d.target = k.target ";
	}

	List<OrphanedDestination> find() {
		Set<Destination> announced = this.nodes.destinations();
		if (announced.contains(Destination.EVERYWHERE)) {
			return List.of();
		}
		Set<Destination> open = new HashSet<>(this.open.all());
		open.removeAll(announced);
		return open.stream()
			.map((destination) -> new OrphanedDestination(destination, count(destination)))
			.filter((orphan) -> orphan.open() > 0)
			.toList();
	}

	private long count(Destination destination) {
		return Math.min(DeliveryArchive.MAX_SCANNED,
				count(FIRST.formatted(this.due), destination) + count(
						"(SELECT 1 AS found " + this.ordered + ORDERED + " LIMIT " + DeliveryArchive.MAX_SCANNED + ")",
						destination));
	}

	private long count(String sql, Destination destination) {
		Long count = this.database.jdbc()
			.queryForObject(this.database.sql("SELECT COUNT(*) FROM", sql, "counted"), Long.class,
					this.database.application(), destination.channel(), destination.target());
		return (count != null) ? count : 0;
	}

	/**
	 * Gives deliveries to another target.
	 * @return how many
	 */
	int reassign(Destination from, String target, int limit, Instant now) {
		this.database.preferIndexes();
		Set<UUID> events = new TreeSet<>(movable(MOVABLE.formatted(this.due), from, target, limit, now));
		events.addAll(movable("SELECT d.event_id " + this.ordered + MOVABLE_ORDERED, from, target,
				limit - events.size(), now));
		int moved = 0;
		for (UUID event : events) {
			if (move(new DeliveryId(event, from.target()), target, now)) {
				this.database.jdbc()
					.update(this.database.sql("UPDATE {ATTEMPT} SET target = ? WHERE event_id = ? AND target = ?"),
							target, this.database.dialect().bind(event), from.target());
				this.changes.leave(event, from, now);
				this.changes.wake(List.of(new DeliveryId(event, target)), now);
				moved++;
			}
		}
		return moved;
	}

	private boolean move(DeliveryId delivery, String target, Instant now) {
		Dialect dialect = this.database.dialect();
		Object event = dialect.bind(delivery.event());
		int moved = this.database.jdbc()
			.update(this.database.sql(MOVE, UNLESS_LEASED), target, event, delivery.target(), dialect.bind(now));
		return moved > 0 || (this.changes.lockAbandoned(delivery, now)
				&& this.database.jdbc().update(this.database.sql(MOVE), target, event, delivery.target()) > 0);
	}

	private List<UUID> movable(String sql, Destination from, String target, int limit, Instant now) {
		return (limit <= 0) ? List.of()
				: this.database.jdbc()
					.query(this.database.sql(sql), (row, number) -> this.database.dialect().uuid(row, "event_id"),
							this.database.application(), from.channel(), from.target(),
							this.database.dialect().bind(now), target, limit);
	}

}
