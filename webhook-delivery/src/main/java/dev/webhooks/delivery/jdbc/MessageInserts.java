package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.database.BulkStatement;
import dev.webhooks.delivery.jdbc.database.Column;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.database.TextLines;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.store.Addition;

/**
 * Inserts events that are not there yet, together with their deliveries.
 */
final class MessageInserts {

	private static final BulkStatement<Row> ROWS = new BulkStatement<>(
			List.of(new Column<>("id", "uuid", Row::id), new Column<>("application", "text", Row::application),
					column("channel", "text", Message::channel), column("tenant", "text", KeyText::tenant),
					new Column<>("dedupe_key", "text", Row::key), new Column<>("original_id", "text", Row::originalId),
					column("event_type", "text", (event) -> event.types().get(0)),
					column("event_types", "text", MessageInserts::severalTypes),
					column("headers", "text", (event) -> TextLines.of(event.headers())),
					column("body", "bytea", Message::body), column("document", "bytea", Message::document),
					column("context", "text", (event) -> TextLines.of(event.context())),
					column("occurred_at", "timestamptz", Message::occurredAt),
					column("received_at", "timestamptz", Message::receivedAt)));

	private static final String AT_ONCE = """
			WITH added AS (%s%s ON CONFLICT (application, channel, tenant, dedupe_key) DO NOTHING RETURNING id),
			deliveries AS (%s SELECT * FROM (%s) AS d WHERE d.event_id IN (SELECT id FROM added)
			RETURNING claim_token),
			lease AS (%s)
			SELECT id FROM added""";

	private final Database database;

	private final DeliveryInserts deliveries;

	private final LeaseTable leases;

	private final String insert;

	private final String insertAtOnce;

	MessageInserts(Database database, OrderKeyTable orderKeys, LeaseTable leases) {
		this.database = database;
		this.deliveries = new DeliveryInserts(database, orderKeys);
		this.leases = leases;
		this.insert = database.sql("INSERT INTO {EVENT} (" + ROWS.names() + ") ");
		this.insertAtOnce = AT_ONCE.formatted(this.insert, ROWS.select(), this.deliveries.statement(),
				DeliveryInserts.ROWS.select(),
				leases.insertIf("EXISTS (SELECT 1 FROM deliveries WHERE claim_token IS NOT NULL)"));
	}

	private static Column<Row> column(String name, String type, Function<Message, @Nullable Object> value) {
		return new Column<>(name, type, (row) -> value.apply(row.addition().message()));
	}

	private static @Nullable String severalTypes(Message event) {
		return (event.types().size() > 1) ? TextLines.of(event.types()) : null;
	}

	/**
	 * Tells whether {@link #insert} needs no transaction around it.
	 */
	boolean isOneStatement(List<Addition> events) {
		return this.database.dialect() == Dialect.POSTGRESQL
				&& events.stream().allMatch((event) -> event.orderKey() == null);
	}

	/**
	 * Inserts events.
	 * @return the ids of those that were not there yet
	 */
	Set<UUID> insert(List<Addition> events, Lease lease, Instant now) {
		// In one order everywhere, so that nodes do not wait for each other in a circle
		List<Row> rows = events.stream()
			.map((event) -> Row.of(event, this.database))
			.sorted(Comparator.comparing(Row::key).thenComparing(Row::channel).thenComparing(Row::tenant))
			.toList();
		List<DeliveryInserts.Row> deliveries = this.deliveries.rows(events, lease, now);
		return switch (this.database.dialect()) {
			case POSTGRESQL -> insertAtOnce(rows, deliveries, events, lease);
			case MYSQL -> insertDeliveries(insertValues(rows), deliveries, events, lease);
			case H2 -> insertDeliveries(insertEach(rows), deliveries, events, lease);
		};
	}

	private Set<UUID> insertAtOnce(List<Row> rows, List<DeliveryInserts.Row> deliveries, List<Addition> events,
			Lease lease) {
		return new HashSet<>(this.database.jdbc().query((connection) -> {
			var statement = connection.prepareStatement(this.insertAtOnce);
			int next = DeliveryInserts.ROWS.bind(statement, ROWS.bind(statement, 1, rows), deliveries);
			this.leases.bind(statement, next, events, lease);
			return statement;
		}, (row, number) -> this.database.dialect().uuid(row, "id")));
	}

	private Set<UUID> insertDeliveries(Set<UUID> added, List<DeliveryInserts.Row> deliveries, List<Addition> events,
			Lease lease) {
		this.deliveries.insert(deliveries.stream().filter((row) -> added.contains(row.id().event())).toList());
		this.leases.insert(events.stream().filter((event) -> added.contains(event.id())).toList(), lease);
		return added;
	}

	/** INSERT IGNORE would also ignore what is too long. */
	private Set<UUID> insertValues(List<Row> rows) {
		Dialect dialect = this.database.dialect();
		this.database.jdbc()
			.update(this.insert + ROWS.values(rows.size()) + " ON DUPLICATE KEY UPDATE id = id",
					ROWS.arguments(dialect, rows));
		Object[] ids = rows.stream().map((row) -> dialect.bind(row.id())).toArray();
		return new HashSet<>(this.database.jdbc()
			.query(this.database.sql("SELECT id FROM {EVENT} WHERE id IN (" + Database.parameters(ids.length) + ")"),
					(row, number) -> dialect.uuid(row, "id"), ids));
	}

	private Set<UUID> insertEach(List<Row> rows) {
		Set<UUID> inserted = new HashSet<>();
		for (Row row : rows) {
			try {
				this.database.jdbc()
					.update(this.insert + ROWS.values(1), ROWS.arguments(this.database.dialect(), List.of(row)));
				inserted.add(row.id());
			}
			catch (DuplicateKeyException ex) {
				// It is there already
			}
		}
		return inserted;
	}

	private record Row(Addition addition, String application, String key) {

		static Row of(Addition event, Database database) {
			return new Row(event, database.application(), database.keys().of(database.application(), event.message()));
		}

		UUID id() {
			return this.addition.id();
		}

		String channel() {
			return this.addition.message().channel();
		}

		String tenant() {
			return KeyText.tenant(this.addition.message());
		}

		@Nullable String originalId() {
			String id = this.addition.message().key();
			return this.key.equals(id) ? null : id;
		}

	}

}
