package dev.webhooks.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.FinishedDelivery;
import dev.webhooks.inbox.Lease;
import dev.webhooks.inbox.NewEvent;

/**
 * The leases of deliveries that are inserted leased: one row for all of a batch. Such
 * deliveries are in no index of what is due, so that to insert and to finish them costs
 * less. They are due when the row is found after its end. Safe for use by several
 * threads.
 */
final class LeaseTable {

	private static final String COLUMNS = "INSERT INTO {LEASE} (token, first_event, last_event, ends_at) ";

	private static final String EXPIRED = "SELECT token, first_event, last_event, ends_at FROM {LEASE} "
			+ "WHERE ends_at <= ? ORDER BY ends_at LIMIT ? FOR UPDATE SKIP LOCKED";

	private static final String LEASED = "FROM {DELIVERY} WHERE event_id BETWEEN ? AND ? AND claim_token = ? "
			+ "AND next_attempt_at IS NULL";

	private static final String LOCK = "SELECT event_id, listener " + LEASED + " FOR UPDATE SKIP LOCKED";

	private static final String MAKE_DUE = "UPDATE {DELIVERY} SET next_attempt_at = ? "
			+ "WHERE event_id = ? AND listener = ?";

	private static final String COUNT = "SELECT COUNT(*) " + LEASED;

	private static final String POSTPONE = "UPDATE {LEASE} SET ends_at = ? WHERE token = ? AND first_event = ?";

	private static final String DELETE = "DELETE FROM {LEASE} WHERE token = ?";

	private static final int LIMIT = 256;

	/** A transaction holds a row, and the database ends it when its node is gone. */
	private static final Duration LOCKED = Duration.ofSeconds(5);

	/** As databases order them. */
	private static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	/** How many deliveries of a lease are not finished. */
	private final Map<Lease, Integer> open = new ConcurrentHashMap<>();

	/** Leases all of whose deliveries are finished. */
	private final Queue<Lease> ended = new ConcurrentLinkedQueue<>();

	LeaseTable(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
	}

	/**
	 * Inserts the lease of events; the transaction is that of their deliveries.
	 */
	void insert(List<NewEvent> events, Lease lease) {
		List<UUID> ids = leased(events);
		if (!ids.isEmpty()) {
			this.jdbc.update(this.tables.in(COLUMNS + "VALUES (?, ?, ?, ?)"), lease.token(),
					this.dialect.bind(Collections.min(ids, ORDER)), this.dialect.bind(Collections.max(ids, ORDER)),
					this.dialect.bind(lease.until()));
		}
	}

	/** To be part of the statement of PostgreSQL that adds the events. */
	String insertIf(String condition) {
		return this.tables.in(COLUMNS + "SELECT ?, ?, ?, ? WHERE ? AND " + condition);
	}

	/**
	 * Sets the parameters of {@link #insertIf}.
	 */
	void bind(PreparedStatement statement, int first, List<NewEvent> events, Lease lease) throws SQLException {
		List<UUID> ids = leased(events);
		UUID none = new UUID(0, 0);
		statement.setLong(first, lease.token());
		statement.setObject(first + 1, ids.isEmpty() ? none : Collections.min(ids, ORDER));
		statement.setObject(first + 2, ids.isEmpty() ? none : Collections.max(ids, ORDER));
		statement.setObject(first + 3, this.dialect.bind(lease.until()));
		statement.setBoolean(first + 4, !ids.isEmpty());
	}

	private static List<UUID> leased(List<NewEvent> events) {
		return events.stream().filter(NewEvent::leased).map(NewEvent::id).toList();
	}

	/**
	 * Says that events were added.
	 */
	void added(List<NewEvent> events, Lease lease) {
		int deliveries = events.stream().filter(NewEvent::leased).mapToInt((event) -> event.listeners().size()).sum();
		if (deliveries > 0) {
			this.open.merge(lease, deliveries, Integer::sum);
		}
	}

	/**
	 * Says that deliveries are finished. That can be only once for each of a lease.
	 */
	void finished(List<FinishedDelivery> finished) {
		for (FinishedDelivery end : finished) {
			this.open.computeIfPresent(end.delivery().lease(), (lease, deliveries) -> {
				if (deliveries == 1) {
					this.ended.add(lease);
				}
				return (deliveries > 1) ? deliveries - 1 : null;
			});
		}
	}

	/**
	 * Removes leases that are no longer needed, and makes due what others have left
	 * behind; the transaction is the caller's.
	 */
	void release(Instant now) {
		deleteEnded();
		this.open.keySet().removeIf((lease) -> lease.until().isBefore(now));
		this.jdbc.query(this.tables.in(EXPIRED), (row, number) -> row(row), this.dialect.bind(now), LIMIT)
			.forEach((expired) -> release(expired, now));
	}

	private void deleteEnded() {
		List<Object[]> tokens = new ArrayList<>();
		for (Lease lease = this.ended.poll(); lease != null; lease = this.ended.poll()) {
			tokens.add(new Object[] { lease.token() });
		}
		if (!tokens.isEmpty()) {
			this.jdbc.batchUpdate(this.tables.in(DELETE), tokens);
		}
	}

	/** A row that is locked is being finished, or will be free. */
	private void release(Row expired, Instant now) {
		Object[] range = { this.dialect.bind(expired.first()), this.dialect.bind(expired.last()), expired.token() };
		List<Object[]> left = this.jdbc.query(
				this.tables.in(LOCK), (row,
						number) -> new Object[] { this.dialect.bind(expired.end()),
								this.dialect.bind(this.dialect.uuid(row, "event_id")), row.getString("listener") },
				range);
		if (!left.isEmpty()) {
			this.jdbc.batchUpdate(this.tables.in(MAKE_DUE), left);
		}
		if (Integer.valueOf(0).equals(this.jdbc.queryForObject(this.tables.in(COUNT), Integer.class, range))) {
			this.jdbc.update(this.tables.in(DELETE) + " AND first_event = ?", expired.token(), range[0]);
		}
		else {
			this.jdbc.update(this.tables.in(POSTPONE), this.dialect.bind(now.plus(LOCKED)), expired.token(), range[0]);
		}
	}

	private Row row(ResultSet row) throws SQLException {
		Instant end = this.dialect.time(row, "ends_at");
		return new Row(row.getLong("token"), this.dialect.uuid(row, "first_event"),
				this.dialect.uuid(row, "last_event"), (end != null) ? end : Instant.EPOCH);
	}

	private record Row(long token, UUID first, UUID last, Instant end) {

	}

}
