package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Removes what was kept long enough. Ids are in the order of time, so the oldest events
 * are found without an index of their own.
 */
final class OldEvents {

	private static final UUID FIRST = new UUID(0, 0);

	private static final String SELECT = """
			SELECT e.id FROM {EVENT} e WHERE e.id > ? AND e.id < ?%s AND NOT EXISTS (
				SELECT 1 FROM {DELIVERY} d WHERE d.event_id = e.id AND d.next_attempt_at IS NOT NULL)
			ORDER BY e.id LIMIT ?""";

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	/**
	 * Where the next batch of bodies begins, so that no batch looks at purged events
	 * again.
	 */
	private UUID purged = FIRST;

	OldEvents(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
	}

	synchronized int purge(Instant receivedFrom, Instant receivedBefore, int limit) {
		UUID after = Collections.max(List.of(firstOf(receivedFrom), this.purged));
		List<UUID> ids = select(" AND e.body IS NOT NULL", after, receivedBefore, limit);
		if (!ids.isEmpty()) {
			update("UPDATE {EVENT} SET headers = '', body = NULL, document = NULL, context = NULL WHERE id", ids);
		}
		this.purged = (ids.size() == limit) ? ids.get(limit - 1) : FIRST;
		return ids.size();
	}

	int prune(Instant receivedBefore, int limit) {
		List<UUID> ids = select("", FIRST, receivedBefore, limit);
		if (!ids.isEmpty()) {
			update("DELETE FROM {DELIVERY} WHERE event_id", ids);
			update("DELETE FROM {EVENT} WHERE id", ids);
		}
		return ids.size();
	}

	/** Where ids of a time begin. */
	private static UUID firstOf(Instant time) {
		return new UUID(time.toEpochMilli() << 16, 0);
	}

	private List<UUID> select(String condition, UUID after, Instant receivedBefore, int limit) {
		return this.jdbc.query(this.tables.in(SELECT.formatted(condition)),
				(row, number) -> this.dialect.uuid(row, "id"), this.dialect.bind(after),
				this.dialect.bind(firstOf(receivedBefore)), limit);
	}

	private void update(String sql, List<UUID> ids) {
		Object[] arguments = ids.stream().map(this.dialect::bind).toArray();
		String parameters = String.join(", ", Stream.generate(() -> "?").limit(arguments.length).toList());
		this.jdbc.update(this.tables.in(sql) + " IN (" + parameters + ")", Arrays.copyOf(arguments, arguments.length));
	}

}
