package dev.webhooks.delivery.jdbc.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.store.Addition;

/**
 * The leases of deliveries that are inserted leased: one row for all of a batch, so that
 * a delivery that succeeds at once is never written to an index of what is due. What is
 * open when the row has ended is made due by the node that finds that.
 */
public final class LeaseTable {

	private static final String INSERT = "INSERT INTO {LEASE} (token, first_event, last_event, ends_at) ";

	private static final String ENDED = "SELECT token, first_event, last_event, ends_at FROM {LEASE} "
			+ "WHERE ends_at <= ? ORDER BY ends_at LIMIT ? FOR UPDATE SKIP LOCKED";

	private static final String OPEN = "FROM {DELIVERY} WHERE event_id BETWEEN ? AND ? AND claim_token = ? "
			+ "AND next_attempt_at IS NULL";

	private static final String LOCK = "SELECT event_id, target " + OPEN + " FOR UPDATE SKIP LOCKED";

	private static final String COUNT = "SELECT COUNT(*) " + OPEN;

	private static final String MAKE_DUE = "UPDATE {DELIVERY} SET next_attempt_at = ? "
			+ "WHERE event_id = ? AND target = ?";

	private static final String ROW = " WHERE first_event = ? AND last_event = ? AND token = ?";

	/** Lease by lease, however few leases or many deliveries there seem to be. */
	public static final String LEASED = """
			(SELECT DISTINCT o.* FROM {LEASE} l CROSS JOIN LATERAL (SELECT * FROM {DELIVERY} t
			WHERE t.event_id BETWEEN l.first_event AND l.last_event AND t.claim_token = l.token
			AND t.next_attempt_at IS NULL AND t.open_order_key IS NULL OFFSET 0) o) d""";

	private static final String BY_CHANNEL = "SELECT channel, COUNT(*) AS number FROM (SELECT d.channel FROM " + LEASED
			+ " WHERE d.application = ? LIMIT ?) counted GROUP BY channel";

	private static final int LIMIT = 64;

	/** A locked lease is looked at again after this time. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** As databases order them. */
	public static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

	private final Database database;

	public LeaseTable(Database database) {
		this.database = database;
	}

	/**
	 * Inserts the lease of events; the transaction is that of their deliveries.
	 */
	public void insert(List<Addition> events, Lease lease) {
		List<UUID> ids = leased(events);
		if (!ids.isEmpty()) {
			this.database.jdbc()
				.update(this.database.sql(INSERT + "VALUES (?, ?, ?, ?)"), lease.token(),
						this.database.dialect().bind(Collections.min(ids, ORDER)),
						this.database.dialect().bind(Collections.max(ids, ORDER)),
						this.database.dialect().bind(lease.until()));
		}
	}

	/** To be part of the statement of PostgreSQL that adds the events. */
	public String insertIf(String condition) {
		return this.database.sql(INSERT + "SELECT ?, ?, ?, ? WHERE " + condition);
	}

	/**
	 * Sets the parameters of {@link #insertIf}. If no event is leased, nobody looks at
	 * them.
	 */
	public void bind(PreparedStatement statement, int first, List<Addition> events, Lease lease) throws SQLException {
		List<UUID> ids = leased(events);
		statement.setLong(first, lease.token());
		statement.setObject(first + 1, ids.isEmpty() ? new UUID(0, 0) : Collections.min(ids, ORDER));
		statement.setObject(first + 2, ids.isEmpty() ? new UUID(0, 0) : Collections.max(ids, ORDER));
		statement.setObject(first + 3, this.database.dialect().bind(lease.until()));
	}

	private static List<UUID> leased(List<Addition> events) {
		return events.stream().filter(Addition::leased).map(Addition::id).toList();
	}

	/**
	 * Removes leases that nobody needs any more.
	 */
	public void delete(Collection<Lease> leases) {
		if (!leases.isEmpty()) {
			this.database.jdbc()
				.batchUpdate(this.database.sql("DELETE FROM {LEASE} WHERE token = ?"),
						leases.stream().map((lease) -> new Object[] { lease.token() }).toList());
		}
	}

	/**
	 * Makes due what is open of leases that have ended, on whatever node; the transaction
	 * is the caller's.
	 */
	public void release(Instant now) {
		this.database.jdbc()
			.query(this.database.sql(ENDED), (row, number) -> ended(row), this.database.dialect().bind(now), LIMIT)
			.forEach((ended) -> release(ended, now));
	}

	/**
	 * A locked lease may be about to be finished, or will be free again, so that the
	 * lease is still needed.
	 */
	private void release(Ended lease, Instant now) {
		Object[] row = { this.database.dialect().bind(lease.first()), this.database.dialect().bind(lease.last()),
				lease.token() };
		List<Object[]> left = this.database.jdbc()
			.query(this.database.sql(LOCK),
					(delivery,
							number) -> new Object[] { this.database.dialect().bind(lease.end()),
									this.database.dialect().bind(this.database.dialect().uuid(delivery, "event_id")),
									delivery.getString("target") },
					row);
		if (!left.isEmpty()) {
			this.database.jdbc().batchUpdate(this.database.sql(MAKE_DUE), left);
		}
		if (count(COUNT, row) == 0) {
			this.database.jdbc().update(this.database.sql("DELETE FROM {LEASE}" + ROW), row);
		}
		else {
			this.database.jdbc()
				.update(this.database.sql("UPDATE {LEASE} SET ends_at = ?" + ROW),
						this.database.dialect().bind(now.plus(PATIENCE)), row[0], row[1], row[2]);
		}
	}

	/**
	 * Counts the deliveries that have been leased since they were inserted, where their
	 * status is in no index.
	 * @param most how many are counted of all channels
	 */
	public Map<String, Long> countByChannel(long most) {
		Map<String, Long> counts = new HashMap<>();
		this.database.jdbc().query(this.database.sql(BY_CHANNEL), (row) -> {
			counts.put(row.getString("channel"), row.getLong("number"));
		}, this.database.application(), most);
		return counts;
	}

	private long count(String sql, Object... arguments) {
		return Objects
			.requireNonNull(this.database.jdbc().queryForObject(this.database.sql(sql), Long.class, arguments));
	}

	private Ended ended(ResultSet row) throws SQLException {
		return new Ended(row.getLong("token"), this.database.dialect().uuid(row, "first_event"),
				this.database.dialect().uuid(row, "last_event"),
				Objects.requireNonNull(this.database.dialect().time(row, "ends_at")));
	}

	private record Ended(long token, UUID first, UUID last, Instant end) {

	}

}
