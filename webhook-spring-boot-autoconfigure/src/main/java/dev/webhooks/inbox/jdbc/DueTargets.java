package dev.webhooks.inbox.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.webhooks.inbox.DeliveryTarget;
import dev.webhooks.inbox.DueTarget;

/**
 * Finds the targets that have something due: one look into an index for each, all in one
 * statement.
 */
final class DueTargets {

	/** Of the statement that has a part for each target. */
	private static final int MAX_PARTS = 100;

	private static final String PROBE = """
			SELECT u.i - 1 AS target, %s AS ordered
			FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS u(provider, listener, i)
			CROSS JOIN LATERAL (SELECT 1 FROM %s t WHERE t.application = ? AND t.provider = u.provider
			AND t.listener = u.listener AND t.%s <= ? ORDER BY t.%3$s LIMIT 1) AS due""";

	/** Some databases have rows that are not due at all at the beginning of the index. */
	private static final String PART = """
			(SELECT %d AS target, %s AS ordered FROM %s
			WHERE application = ? AND provider = ? AND listener = ? AND %s > '1970-01-01' AND %4$s <= ? ORDER BY %4$s LIMIT 1)""";

	private final InboxDatabase database;

	private final String delivery;

	private final String orderKey;

	DueTargets(InboxDatabase database) {
		this.database = database;
		this.delivery = database.dialect().withIndex("{DELIVERY}", "webhook_delivery_due");
		this.orderKey = database.dialect().withIndex("{ORDER_KEY}", "webhook_order_key_due");
	}

	List<DueTarget> find(Collection<DeliveryTarget> targets, Instant now) {
		List<DeliveryTarget> all = List.copyOf(targets);
		if (all.isEmpty()) {
			return List.of();
		}
		if (this.database.dialect() == InboxDialect.POSTGRESQL) {
			return findAtOnce(all, now);
		}
		List<DueTarget> due = new ArrayList<>();
		for (int start = 0; start < all.size(); start += MAX_PARTS) {
			due.addAll(findInParts(all.subList(start, Math.min(start + MAX_PARTS, all.size())), now));
		}
		return due;
	}

	private List<DueTarget> findAtOnce(List<DeliveryTarget> targets, Instant now) {
		String sql = this.database.sql(PROBE.formatted("false", "{DELIVERY}", "next_attempt_at"), "UNION ALL",
				PROBE.formatted("true", "{ORDER_KEY}", "due_at"));
		return this.database.jdbc().query((connection) -> {
			Array providers = connection.createArrayOf("text",
					targets.stream().map(DeliveryTarget::provider).toArray());
			Array listeners = connection.createArrayOf("text",
					targets.stream().map(DeliveryTarget::listener).toArray());
			var statement = connection.prepareStatement(sql);
			for (int first = 1; first <= 5; first += 4) {
				statement.setArray(first, providers);
				statement.setArray(first + 1, listeners);
				statement.setString(first + 2, this.database.application());
				statement.setObject(first + 3, this.database.dialect().bind(now));
			}
			return statement;
		}, (row, number) -> due(row, targets));
	}

	private List<DueTarget> findInParts(List<DeliveryTarget> targets, Instant now) {
		List<String> parts = new ArrayList<>();
		List<Object> arguments = new ArrayList<>();
		for (int i = 0; i < targets.size(); i++) {
			parts.add(PART.formatted(i, "0", this.delivery, "next_attempt_at"));
			parts.add(PART.formatted(i, "1", this.orderKey, "due_at"));
			for (int part = 0; part < 2; part++) {
				arguments.addAll(List.of(this.database.application(), targets.get(i).provider(),
						targets.get(i).listener(), this.database.dialect().bind(now)));
			}
		}
		return this.database.jdbc()
			.query(this.database.sql(String.join("\nUNION ALL\n", parts)), (row, number) -> due(row, targets),
					arguments.toArray());
	}

	private static DueTarget due(ResultSet row, List<DeliveryTarget> targets) throws SQLException {
		return new DueTarget(targets.get(row.getInt("target")), row.getBoolean("ordered"));
	}

}
