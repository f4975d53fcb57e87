package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTrigger;
import dev.webhooks.inbox.Lease;
import dev.webhooks.inbox.NewEvent;

/**
 * Inserts the deliveries of new events. When those that are leased are due again stands
 * in the {@link LeaseTable}.
 */
final class DeliveryInserts {

	static final BulkStatement<Row> ROWS = new BulkStatement<>(List.of(
			new Column<>("event_id", "uuid", (row) -> row.id().event()),
			new Column<>("listener", "text", (row) -> row.id().listener()),
			new Column<>("provider", "text", Row::provider), new Column<>("status", "text", Row::status),
			new Column<>("triggered_by", "text", (row) -> DeliveryTrigger.INITIAL.name()),
			new Column<>("attempts", "int4", Row::attempts), new Column<>("next_attempt_at", "timestamptz", Row::dueAt),
			new Column<>("claim_token", "int8", Row::token), new Column<>("order_key", "text", Row::orderKey),
			new Column<>("open_order_key", "text", Row::orderKey)));

	private final JdbcTemplate jdbc;

	private final InboxDialect dialect;

	private final String insert;

	DeliveryInserts(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.insert = tables.in("INSERT INTO {DELIVERY} (" + ROWS.names() + ") ");
	}

	/** What comes before the rows. */
	String statement() {
		return this.insert;
	}

	static List<Row> rows(List<NewEvent> events, Lease lease, Instant now) {
		List<Row> rows = new ArrayList<>(events.size());
		for (NewEvent event : events) {
			event.listeners().forEach((listener) -> rows.add(Row.of(event, listener, lease, now)));
		}
		return rows;
	}

	void insert(List<Row> rows) {
		if (!rows.isEmpty()) {
			this.jdbc.update(this.insert + ROWS.values(rows.size()), ROWS.arguments(this.dialect, rows));
		}
	}

	record Row(DeliveryId id, String provider, String status, int attempts, @Nullable Instant dueAt,
			@Nullable Long token, @Nullable String orderKey) {

		static Row of(NewEvent event, String listener, Lease lease, Instant now) {
			String orderKey = (event.orderKey() != null) ? KeyText.of(event.orderKey()) : null;
			DeliveryId id = new DeliveryId(event.id(), listener);
			String provider = event.event().provider();
			return event.leased()
					? new Row(id, provider, DeliveryStatus.PROCESSING.name(), 1, null, lease.token(), orderKey)
					: new Row(id, provider, DeliveryStatus.PENDING.name(), 0, now, null, orderKey);
		}

	}

}
