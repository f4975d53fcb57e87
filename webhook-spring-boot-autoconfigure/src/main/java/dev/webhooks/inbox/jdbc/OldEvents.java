package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.PurgedEvents;

/**
 * Removes bodies and events that are old and have nothing left to do. Events are locked
 * first: one that is delivered again or retried meanwhile has something to do.
 */
final class OldEvents {

	private static final UUID FIRST = new UUID(0, 0);

	private static final String DONE = """
			NOT EXISTS (SELECT 1 FROM {DELIVERY} d WHERE d.event_id = e.id
			AND (d.next_attempt_at IS NOT NULL OR d.claim_token IS NOT NULL))""";

	private static final String LOCK = "SELECT e.id FROM {EVENT} e WHERE e.id > ? AND e.id < ?%s AND " + DONE
			+ " ORDER BY e.id LIMIT ? FOR UPDATE SKIP LOCKED";

	private static final String STILL_DONE = "SELECT e.id FROM {EVENT} e WHERE e.id IN (%s) AND " + DONE;

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	OldEvents(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
	}

	PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		List<UUID> locked = lock(" AND e.body IS NOT NULL", after, receivedBefore, limit);
		List<UUID> ids = stillDone(locked);
		update("UPDATE {EVENT} SET headers = '', body = NULL, document = NULL, context = NULL WHERE id", ids);
		return new PurgedEvents(ids.size(), (locked.size() == limit) ? locked.get(limit - 1) : null);
	}

	int prune(Instant receivedBefore, int limit) {
		List<UUID> ids = stillDone(lock("", FIRST, receivedBefore, limit));
		update("DELETE FROM {DELIVERY} WHERE event_id", ids);
		update("DELETE FROM {EVENT} WHERE id", ids);
		return ids.size();
	}

	private List<UUID> lock(String condition, UUID after, Instant receivedBefore, int limit) {
		return this.jdbc.query(this.tables.in(LOCK.formatted(condition)), (row, number) -> this.dialect.uuid(row, "id"),
				this.dialect.bind(after), this.dialect.bind(new UUID(receivedBefore.toEpochMilli() << 16, 0)), limit);
	}

	/**
	 * What was committed between the search and the lock is seen only by another
	 * statement.
	 */
	private List<UUID> stillDone(List<UUID> locked) {
		return locked.isEmpty() ? locked : this.jdbc.query(this.tables.in(STILL_DONE.formatted(parameters(locked))),
				(row, number) -> this.dialect.uuid(row, "id"), arguments(locked));
	}

	private void update(String sql, List<UUID> ids) {
		if (!ids.isEmpty()) {
			this.jdbc.update(this.tables.in(sql) + " IN (" + parameters(ids) + ")", arguments(ids));
		}
	}

	private static String parameters(List<UUID> ids) {
		return String.join(", ", Collections.nCopies(ids.size(), "?"));
	}

	private Object[] arguments(List<UUID> ids) {
		return ids.stream().map(this.dialect::bind).toArray();
	}

}
