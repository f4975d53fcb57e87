package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.database.BulkStatement;
import dev.webhooks.delivery.jdbc.database.Column;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.store.Addition;

/**
 * Inserts the deliveries of new events. When those that are leased are due again stands
 * in the {@link LeaseTable}.
 */
final class DeliveryInserts {

	static final BulkStatement<Row> ROWS = new BulkStatement<>(List.of(
			new Column<>("event_id", "uuid", (row) -> row.id().event()),
			new Column<>("target", "text", (row) -> row.id().target()),
			new Column<>("application", "text", Row::application), new Column<>("channel", "text", Row::channel),
			new Column<>("status", "text", Row::status),
			new Column<>("triggered_by", "text", (row) -> DeliveryTrigger.INITIAL.name()),
			new Column<>("attempts", "int4", (row) -> 0), new Column<>("counted_attempts", "int4", (row) -> 0),
			new Column<>("attempts_put_off", "int4", (row) -> 0), new Column<>("takeovers", "int4", (row) -> 0),
			new Column<>("event_size", "int4", Row::size), new Column<>("next_attempt_at", "timestamptz", Row::dueAt),
			new Column<>("claim_token", "int8", Row::token), new Column<>("order_key", "text", Row::orderKey),
			new Column<>("order_position", "int8", Row::position),
			new Column<>("open_order_key", "text", Row::orderKey)));

	private final Database database;

	private final OrderKeyTable orderKeys;

	private final String insert;

	DeliveryInserts(Database database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
		this.insert = database.sql("INSERT INTO {DELIVERY} (" + ROWS.names() + ") ");
	}

	/** Part of the statement before the rows. */
	String statement() {
		return this.insert;
	}

	/**
	 * Makes the rows of events. Those with an order key take the next positions of it.
	 */
	List<Row> rows(List<Addition> events, Lease lease, Instant now) {
		TreeMap<OrderKeyTable.Key, Integer> counts = new TreeMap<>();
		events.forEach((event) -> keys(event).forEach((key) -> counts.merge(key, 1, Integer::sum)));
		Map<OrderKeyTable.Key, Long> next = new TreeMap<>(this.orderKeys.advance(counts, now));
		counts.forEach((key, count) -> next.computeIfPresent(key, (same, last) -> last - count));
		List<Row> rows = new ArrayList<>(events.size());
		for (Addition event : events) {
			for (String target : event.targets()) {
				OrderKeyTable.Key key = key(event, target);
				Long position = (key != null) ? next.computeIfPresent(key, (same, last) -> last + 1) : null;
				rows.add(row(event, target, key, position, lease, now));
			}
		}
		return rows;
	}

	private List<OrderKeyTable.Key> keys(Addition event) {
		return event.targets().stream().flatMap((target) -> Stream.ofNullable(key(event, target))).toList();
	}

	private OrderKeyTable.@Nullable Key key(Addition event, String target) {
		String channel = event.message().channel();
		return (event.orderKey() == null) ? null : new OrderKeyTable.Key(
				KeyText.of(this.database.application(), channel, event.orderKey()), target, channel);
	}

	private Row row(Addition event, String target, OrderKeyTable.@Nullable Key key, @Nullable Long position,
			Lease lease, Instant now) {
		DeliveryStatus status = event.leased() ? DeliveryStatus.PROCESSING : DeliveryStatus.PENDING;
		return new Row(new DeliveryId(event.id(), target), this.database.application(), event.message().channel(),
				status.name(), event.message().size(), (event.leased() || key != null) ? null : now,
				event.leased() ? lease.token() : null, (key != null) ? key.value() : null, position);
	}

	void insert(List<Row> rows) {
		if (!rows.isEmpty()) {
			this.database.jdbc()
				.update(this.insert + ROWS.values(rows.size()), ROWS.arguments(this.database.dialect(), rows));
		}
	}

	record Row(DeliveryId id, String application, String channel, String status, int size, @Nullable Instant dueAt,
			@Nullable Long token, @Nullable String orderKey, @Nullable Long position) {

	}

}
