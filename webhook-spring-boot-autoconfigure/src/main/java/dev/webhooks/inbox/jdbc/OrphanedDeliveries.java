package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryTarget;
import dev.webhooks.inbox.OrphanedTarget;

/**
 * Finds deliveries that no node wants, and gives them to another listener; transactions
 * are the caller's.
 */
final class OrphanedDeliveries {

	private static final String OF = "WHERE application = ? AND provider = ? AND listener = ?";

	/** Some databases have what is not open at the beginning of the index. */
	private static final String OPEN = "next_attempt_at > '1970-01-01'";

	/** The row that comes next in the index of what is due. */
	private static final String FIRST = "SELECT %s FROM %s WHERE application = ? %s AND %1$s > ? "
			+ "ORDER BY application, provider, listener LIMIT 1";

	/** As before, where that is known to be one look into an index. */
	private static final String LEAST = "SELECT MIN(%s) FROM %s WHERE application = ? %s AND %1$s > ?";

	private static final String COUNT = "SELECT COUNT(*) FROM %s " + OF + " AND " + OPEN;

	private static final String ORDERED = "WHERE k.application = ? AND k.provider = ? AND k.listener = ? "
			+ "AND d.status <> 'DEAD'";

	/** A count is asked for row by row, and never by joining all rows. */
	private static final String NOT_RECEIVED = "(SELECT COUNT(*) FROM {DELIVERY} o "
			+ "WHERE o.event_id = d.event_id AND o.listener = ?) = 0";

	/** Leases of nodes that are gone have ended. */
	private static final String MOVABLE = "SELECT d.event_id FROM %s WHERE d.application = ? "
			+ "AND d.provider = ? AND d.listener = ? AND (d.status <> 'PROCESSING' OR d.next_attempt_at <= ?) "
			+ "AND d." + OPEN + " AND " + NOT_RECEIVED + " ORDER BY d.next_attempt_at LIMIT ?";

	private static final String MOVABLE_ORDERED = ORDERED + " AND (k.claim_token IS NULL OR k.due_at <= ?) AND "
			+ NOT_RECEIVED + " ORDER BY d.event_id LIMIT ?";

	private static final String MOVE = "UPDATE {DELIVERY} SET listener = ?, status = CASE status "
			+ "WHEN 'PROCESSING' THEN 'PENDING' ELSE status END, claim_token = NULL WHERE event_id = ? AND listener = ? ";

	/**
	 * A node that has the listener may have come, and claimed it, since it was looked at.
	 */
	private static final String UNLESS_LEASED = "AND (status IN ('PENDING', 'RETRYING') "
			+ "OR (status = 'PROCESSING' AND next_attempt_at <= ?))";

	private final InboxDatabase database;

	private final NodeTable nodes;

	private final DeliveryChanges changes;

	private final String due;

	private final String ordered;

	OrphanedDeliveries(InboxDatabase database, NodeTable nodes, DeliveryChanges changes) {
		this.database = database;
		this.nodes = nodes;
		this.changes = changes;
		InboxDialect dialect = database.dialect();
		this.due = dialect.withIndex("{DELIVERY} d", "webhook_delivery_due");
		this.ordered = "FROM {ORDER_KEY} k " + (dialect == InboxDialect.MYSQL ? "STRAIGHT_JOIN " : "JOIN ")
				+ dialect.withIndex("{DELIVERY} d", "webhook_delivery_order")
				+ " ON d.open_order_key = k.order_key AND d.listener = k.listener ";
	}

	List<OrphanedTarget> find() {
		this.database.preferIndexes();
		Set<DeliveryTarget> open = new HashSet<>(targets(switch (this.database.dialect()) {
			case POSTGRESQL -> FIRST.formatted("%1$s", "{DELIVERY}", "%2$s AND next_attempt_at IS NOT NULL");
			case MYSQL -> LEAST.formatted("%1$s", "{DELIVERY}", "%2$s");
			case H2 -> FIRST.formatted("%1$s", this.due, "%2$s");
		}));
		open.addAll(targets(LEAST.formatted("%1$s", "{ORDER_KEY}", "%2$s")));
		open.removeAll(this.nodes.targets());
		return open.stream()
			.map((target) -> new OrphanedTarget(target, count(target)))
			.filter((orphan) -> orphan.open() > 0)
			.toList();
	}

	/**
	 * Finds the targets of a table by one look into its index for each, however many rows
	 * they have.
	 */
	private List<DeliveryTarget> targets(String next) {
		List<DeliveryTarget> targets = new ArrayList<>();
		String provider = next(next, "provider", "", "");
		while (provider != null) {
			String listener = next(next, "listener", "AND provider = ? ", "", provider);
			while (listener != null) {
				targets.add(new DeliveryTarget(provider, listener));
				listener = next(next, "listener", "AND provider = ? ", listener, provider);
			}
			provider = next(next, "provider", "", provider);
		}
		return targets;
	}

	/**
	 * Finds the value of a column that comes next. H2 begins with what is equal, however
	 * many rows that are, so that it is told a text right behind it: no name has such a
	 * character.
	 */
	private @Nullable String next(String sql, String column, String condition, String last, String... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		all.add((this.database.dialect() == InboxDialect.H2) ? last + '\u0001' : last);
		return this.database.jdbc()
			.queryForList(this.database.sql(sql.formatted(column, condition)), String.class, all.toArray())
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private long count(DeliveryTarget target) {
		return count(COUNT.formatted(this.due), target) + count("SELECT COUNT(*) " + this.ordered + ORDERED, target);
	}

	private long count(String sql, DeliveryTarget target) {
		Long count = this.database.jdbc()
			.queryForObject(this.database.sql(sql), Long.class, this.database.application(), target.provider(),
					target.listener());
		return (count != null) ? count : 0;
	}

	/**
	 * Gives deliveries to another listener.
	 * @return how many
	 */
	int reassign(DeliveryTarget from, String listener, int limit, Instant now) {
		this.database.preferIndexes();
		Set<UUID> events = new TreeSet<>(movable(MOVABLE.formatted(this.due), from, listener, limit, now));
		events.addAll(movable("SELECT d.event_id " + this.ordered + MOVABLE_ORDERED, from, listener,
				limit - events.size(), now));
		int moved = 0;
		for (UUID event : events) {
			if (move(new DeliveryId(event, from.listener()), listener, now)) {
				this.changes.leave(event, from, now);
				this.changes.wake(List.of(new DeliveryId(event, listener)), now);
				moved++;
			}
		}
		return moved;
	}

	private boolean move(DeliveryId delivery, String listener, Instant now) {
		InboxDialect dialect = this.database.dialect();
		Object event = dialect.bind(delivery.event());
		int moved = this.database.jdbc()
			.update(this.database.sql(MOVE, UNLESS_LEASED), listener, event, delivery.listener(), dialect.bind(now));
		return moved > 0 || (this.changes.lockAbandoned(delivery, now)
				&& this.database.jdbc().update(this.database.sql(MOVE), listener, event, delivery.listener()) > 0);
	}

	private List<UUID> movable(String sql, DeliveryTarget from, String listener, int limit, Instant now) {
		return (limit <= 0) ? List.of()
				: this.database.jdbc()
					.query(this.database.sql(sql), (row, number) -> this.database.dialect().uuid(row, "event_id"),
							this.database.application(), from.provider(), from.listener(),
							this.database.dialect().bind(now), listener, limit);
	}

}
