package dev.webhooks.delivery.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.GateTable;
import dev.webhooks.delivery.store.DueDestination;

/**
 * Finds the destinations that have something due: one look into an index for each, all in
 * one statement.
 */
final class DueDestinations {

	/** Of the statement that has a part for each destination. */
	private static final int MAX_PARTS = 100;

	private static final String PROBE = """
			SELECT u.i - 1 AS destination, %s AS ordered
			FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS u(channel, target, i)
			CROSS JOIN LATERAL (SELECT 1 FROM %s t WHERE t.application = ? AND t.channel = u.channel
			AND t.target = u.target AND t.%s <= ? ORDER BY t.%3$s LIMIT 1) AS due
			WHERE\s""" + GateTable.OPEN.formatted("u.channel", "u.target");

	/**
	 * Some databases have rows that are not due at all at the beginning of the index, and
	 * H2 reads it in order only if it is told all its columns. The gate is looked at once
	 * there is one, lest all that wait behind it are read.
	 */
	private static final String PART = """
			(SELECT %d AS destination, %s AS ordered FROM (SELECT 1 AS found FROM %s
			WHERE application = ? AND channel = ? AND target = ? AND %s > '1970-01-01' AND %4$s <= ?
			ORDER BY %5$s%4$s LIMIT 1) AS due
			WHERE\s""" + GateTable.OPEN.formatted("?", "?") + ")";

	private final Database database;

	private final String delivery;

	private final String orderKey;

	/** The columns of the index before the time. */
	private final String before;

	DueDestinations(Database database) {
		this.database = database;
		this.delivery = database.dialect().withIndex("{DELIVERY}", "webhook_delivery_due");
		this.orderKey = database.dialect().withIndex("{ORDER_KEY}", "webhook_order_key_due");
		this.before = (database.dialect() == Dialect.H2) ? "application, channel, target, " : "";
	}

	List<DueDestination> find(Collection<Destination> destinations, Instant now) {
		List<Destination> all = List.copyOf(destinations);
		if (all.isEmpty()) {
			return List.of();
		}
		if (this.database.dialect() == Dialect.POSTGRESQL) {
			return findAtOnce(all, now);
		}
		List<DueDestination> due = new ArrayList<>();
		for (int start = 0; start < all.size(); start += MAX_PARTS) {
			due.addAll(findInParts(all.subList(start, Math.min(start + MAX_PARTS, all.size())), now));
		}
		return due;
	}

	private List<DueDestination> findAtOnce(List<Destination> destinations, Instant now) {
		String sql = this.database.sql(PROBE.formatted("false", "{DELIVERY}", "next_attempt_at"), "UNION ALL",
				PROBE.formatted("true", "{ORDER_KEY}", "due_at"));
		return this.database.jdbc().query((connection) -> {
			Array channels = connection.createArrayOf("text",
					destinations.stream().map(Destination::channel).toArray());
			Array targets = connection.createArrayOf("text", destinations.stream().map(Destination::target).toArray());
			var statement = connection.prepareStatement(sql);
			for (int first = 1; first <= 7; first += 6) {
				statement.setArray(first, channels);
				statement.setArray(first + 1, targets);
				statement.setString(first + 2, this.database.application());
				statement.setObject(first + 3, this.database.dialect().bind(now));
				statement.setString(first + 4, this.database.application());
				statement.setObject(first + 5, this.database.dialect().bind(now));
			}
			return statement;
		}, (row, number) -> due(row, destinations));
	}

	private List<DueDestination> findInParts(List<Destination> destinations, Instant now) {
		List<String> parts = new ArrayList<>();
		List<Object> arguments = new ArrayList<>();
		for (int i = 0; i < destinations.size(); i++) {
			parts.add(PART.formatted(i, "0", this.delivery, "next_attempt_at", this.before));
			parts.add(PART.formatted(i, "1", this.orderKey, "due_at", this.before));
			List<Object> own = List.of(this.database.application(), destinations.get(i).channel(),
					destinations.get(i).target(), this.database.dialect().bind(now));
			// Of the deliveries and of the gate, in either part
			for (int use = 0; use < 4; use++) {
				arguments.addAll(own);
			}
		}
		return this.database.jdbc()
			.query(this.database.sql(String.join("\nUNION ALL\n", parts)), (row, number) -> due(row, destinations),
					arguments.toArray());
	}

	private static DueDestination due(ResultSet row, List<Destination> destinations) throws SQLException {
		return new DueDestination(destinations.get(row.getInt("destination")), row.getBoolean("ordered"));
	}

}
