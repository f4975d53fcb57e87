package dev.webhooks.inbox.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.inbox.InboxEvent;
import dev.webhooks.inbox.NewEvent;

/**
 * Writes and reads events.
 */
final class EventTable {

	private static final String NO_TENANT = "";

	private static final String COLUMNS = "id, provider, tenant, dedupe_key, original_id, event_type, event_types, "
			+ "headers, body, document, context, occurred_at, received_at";

	private static final BulkStatement<NewEvent> ROWS = new BulkStatement<>(
			List.of(new Column<>("id", "uuid", NewEvent::id), column("provider", InboxEvent::provider),
					column("tenant", (event) -> tenant(event)), column("dedupe_key", (event) -> KeyText.of(event.id())),
					column("original_id", (event) -> KeyText.of(event.id()).equals(event.id()) ? null : event.id()),
					column("event_type", (event) -> event.types().get(0)),
					column("event_types",
							(event) -> (event.types().size() > 1) ? String.join("\n", event.types()) : null),
					column("headers", (event) -> lines(event.headers())), bytes("body", InboxEvent::body),
					bytes("document", InboxEvent::document), column("context", (event) -> lines(event.context())),
					time("occurred_at", InboxEvent::occurredAt), time("received_at", InboxEvent::receivedAt)));

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	private final String insert;

	EventTable(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
		this.insert = tables.in("INSERT INTO {EVENT} (" + ROWS.names() + ") ");
	}

	private static Column<NewEvent> column(String name, Value value) {
		return new Column<>(name, "text", (row) -> value.of(row.event()));
	}

	private static Column<NewEvent> bytes(String name, Value value) {
		return new Column<>(name, "bytea", (row) -> value.of(row.event()));
	}

	private static Column<NewEvent> time(String name, Value value) {
		return new Column<>(name, "timestamptz", (row) -> value.of(row.event()));
	}

	private static String lines(WebhookHeaders headers) {
		TextLines lines = new TextLines();
		headers.forEach(lines::add);
		return lines.toString();
	}

	private static @Nullable String lines(Map<String, String> values) {
		TextLines lines = new TextLines();
		values.forEach(lines::add);
		return values.isEmpty() ? null : lines.toString();
	}

	static String tenant(InboxEvent event) {
		return Objects.requireNonNullElse(event.tenant(), NO_TENANT);
	}

	/**
	 * Inserts events.
	 * @return the ids of those that were not there yet
	 */
	Set<UUID> insert(List<NewEvent> events) {
		return switch (this.dialect) {
			case POSTGRESQL ->
				new HashSet<>(ROWS.query(this.jdbc,
						this.insert + "SELECT * FROM " + ROWS.unnest()
								+ " ON CONFLICT (provider, tenant, dedupe_key) DO NOTHING RETURNING id",
						events, this::id));
			case MYSQL -> insertValues(events);
			case H2 -> insertEach(events);
		};
	}

	/** INSERT IGNORE would also ignore what is too long. */
	private Set<UUID> insertValues(List<NewEvent> events) {
		this.jdbc.update(this.insert + ROWS.values(events.size()) + " ON DUPLICATE KEY UPDATE id = id",
				ROWS.arguments(this.dialect, events));
		Object[] ids = events.stream().map((event) -> this.dialect.bind(event.id())).toArray();
		return new HashSet<>(this.jdbc.query(
				this.tables.in("SELECT id FROM {EVENT} WHERE id IN (") + "?, ".repeat(ids.length - 1) + "?)", this::id,
				ids));
	}

	private Set<UUID> insertEach(List<NewEvent> events) {
		Set<UUID> inserted = new HashSet<>();
		for (NewEvent event : events) {
			try {
				this.jdbc.update(this.insert + ROWS.values(1), ROWS.arguments(this.dialect, List.of(event)));
				inserted.add(event.id());
			}
			catch (DuplicateKeyException ex) {
				// It is there already
			}
		}
		return inserted;
	}

	/**
	 * Finds the event that has the key of another.
	 */
	@Nullable UUID findDuplicateOf(InboxEvent event) {
		return this.jdbc
			.query(this.tables.in("SELECT id FROM {EVENT} WHERE provider = ? AND tenant = ? AND dedupe_key = ?"),
					this::id, event.provider(), tenant(event), KeyText.of(event.id()))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Puts back what was purged.
	 */
	void restore(UUID id, InboxEvent event) {
		this.jdbc.update(
				this.tables.in("UPDATE {EVENT} SET headers = ?, body = ?, document = ? WHERE id = ? AND body IS NULL"),
				lines(event.headers()), event.body(), event.document(), this.dialect.bind(id));
	}

	/**
	 * Reads events.
	 */
	Map<UUID, InboxEvent> read(Set<UUID> ids) {
		Map<UUID, InboxEvent> events = new HashMap<>();
		Object[] arguments = ids.stream().map(this.dialect::bind).toArray();
		this.jdbc.query(this.tables.in("SELECT " + COLUMNS + " FROM {EVENT} WHERE id IN (")
				+ "?, ".repeat(arguments.length - 1) + "?)", (row) -> {
					events.put(id(row, 0), event(row));
				}, arguments);
		return events;
	}

	private UUID id(ResultSet row, int number) throws SQLException {
		return this.dialect.uuid(row, "id");
	}

	private InboxEvent event(ResultSet row) throws SQLException {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		TextLines.read(row.getString("headers"), headers::add);
		Map<String, String> context = new HashMap<>();
		TextLines.read(row.getString("context"), context::put);
		String tenant = row.getString("tenant");
		String types = row.getString("event_types");
		String id = row.getString("original_id");
		return new InboxEvent(row.getString("provider"), tenant.equals(NO_TENANT) ? null : tenant,
				(id != null) ? id : row.getString("dedupe_key"),
				(types != null) ? List.of(types.split("\n")) : List.of(row.getString("event_type")),
				this.dialect.time(row, "occurred_at"),
				Objects.requireNonNullElse(this.dialect.time(row, "received_at"), Instant.EPOCH), headers.build(),
				row.getBytes("body"), row.getBytes("document"), context);
	}

	@FunctionalInterface
	private interface Value {

		@Nullable Object of(InboxEvent event);

	}

}
