package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

	private static final String COUNT = "SELECT COUNT(*) FROM %s " + OF + " AND " + OPEN;

	private static final String ORDERED = "WHERE k.application = ? AND k.provider = ? AND k.listener = ? "
			+ "AND d.status <> 'DEAD'";

	private static final String NOT_RECEIVED = "NOT EXISTS (SELECT 1 FROM {DELIVERY} o "
			+ "WHERE o.event_id = d.event_id AND o.listener = ?) ORDER BY d.event_id LIMIT ?";

	/** Leases of nodes that are gone have ended. */
	private static final String MOVABLE = "SELECT d.event_id FROM %s WHERE d.application = ? "
			+ "AND d.provider = ? AND d.listener = ? AND (d.status <> 'PROCESSING' OR d.next_attempt_at <= ?) "
			+ "AND d." + OPEN + " AND " + NOT_RECEIVED;

	private static final String MOVABLE_ORDERED = ORDERED + " AND (k.claim_token IS NULL OR k.due_at <= ?) AND "
			+ NOT_RECEIVED;

	private static final String MOVE = "UPDATE {DELIVERY} SET listener = ?, status = CASE status "
			+ "WHEN 'PROCESSING' THEN 'PENDING' ELSE status END, claim_token = NULL WHERE event_id = ? AND listener = ?";

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
		boolean partial = this.database.dialect() == InboxDialect.POSTGRESQL;
		Set<DeliveryTarget> open = new HashSet<>(targets(this.due, partial ? "next_attempt_at IS NOT NULL" : "1 = 1"));
		open.addAll(targets("{ORDER_KEY}", "1 = 1"));
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
	private List<DeliveryTarget> targets(String table, String condition) {
		List<DeliveryTarget> targets = new ArrayList<>();
		String next = "SELECT %s FROM " + table + " WHERE application = ?%s AND %1$s > ? AND " + condition
				+ " ORDER BY application, provider, listener LIMIT 1";
		String provider = first(next.formatted("provider", ""), "");
		while (provider != null) {
			String listener = first(next.formatted("listener", " AND provider = ?"), provider, "");
			while (listener != null) {
				targets.add(new DeliveryTarget(provider, listener));
				listener = first(next.formatted("listener", " AND provider = ?"), provider, listener);
			}
			provider = first(next.formatted("provider", ""), provider);
		}
		return targets;
	}

	private @Nullable String first(String sql, String... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		return this.database.jdbc()
			.queryForList(this.database.sql(sql), String.class, all.toArray())
			.stream()
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
		Set<UUID> events = new LinkedHashSet<>(movable(MOVABLE.formatted(this.due), from, listener, limit, now));
		events.addAll(movable("SELECT d.event_id " + this.ordered + MOVABLE_ORDERED, from, listener,
				limit - events.size(), now));
		int moved = 0;
		for (UUID event : events) {
			int changed = this.database.jdbc()
				.update(this.database.sql(MOVE), listener, this.database.dialect().bind(event), from.listener());
			if (changed > 0) {
				this.changes.leave(event, from, now);
				this.changes.wake(List.of(new DeliveryId(event, listener)), now);
			}
			moved += changed;
		}
		return moved;
	}

	private List<UUID> movable(String sql, DeliveryTarget from, String listener, int limit, Instant now) {
		return (limit <= 0) ? List.of()
				: this.database.jdbc()
					.query(this.database.sql(sql), (row, number) -> this.database.dialect().uuid(row, "event_id"),
							this.database.application(), from.provider(), from.listener(),
							this.database.dialect().bind(now), listener, limit);
	}

}
