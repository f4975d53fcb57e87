package dev.webhooks.inbox.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.inbox.DeliveryFilter;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTrigger;
import dev.webhooks.inbox.WebhookDelivery;

/**
 * Finds and counts deliveries for operators.
 */
final class DeliveryQueries {

	private static final String FIND = """
			SELECT d.event_id, d.listener, d.provider, d.status, d.triggered_by, d.attempts, d.takeovers,
			CASE WHEN d.open_order_key IS NULL THEN d.next_attempt_at ELSE k.due_at END AS due_at,
			d.finished_at, d.last_error, e.tenant, e.dedupe_key, e.original_id, e.event_type, e.received_at
			FROM {DELIVERY} d JOIN {EVENT} e ON e.id = d.event_id
			LEFT JOIN {ORDER_KEY} k ON k.order_key = d.open_order_key AND k.listener = d.listener""";

	private static final String COUNT = "SELECT COUNT(*) FROM {DELIVERY} d JOIN {EVENT} e ON e.id = d.event_id";

	private final InboxDatabase database;

	DeliveryQueries(InboxDatabase database) {
		this.database = database;
	}

	List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		List<Object> arguments = new ArrayList<>();
		String sql = FIND + where(filter, arguments) + " ORDER BY d.event_id DESC, d.listener LIMIT ?";
		arguments.add(limit);
		return this.database.jdbc().query(this.database.sql(sql), this::delivery, arguments.toArray());
	}

	long count(DeliveryFilter filter) {
		List<Object> arguments = new ArrayList<>();
		String sql = COUNT + where(filter, arguments);
		Long count = this.database.jdbc().queryForObject(this.database.sql(sql), Long.class, arguments.toArray());
		return Objects.requireNonNullElse(count, 0L);
	}

	/**
	 * Makes the condition. Statuses stand in it as they are, so that partial indexes are
	 * found.
	 */
	private String where(DeliveryFilter filter, List<Object> arguments) {
		List<String> conditions = new ArrayList<>(List.of("d.application = ?"));
		arguments.add(this.database.application());
		if (!filter.statuses().isEmpty()) {
			String names = filter.statuses().stream().map(Enum::name).sorted().collect(Collectors.joining("', '"));
			conditions
				.add((filter.statuses().size() == 1) ? "d.status = '" + names + "'" : "d.status IN ('" + names + "')");
		}
		if (filter.statuses().equals(Set.of(DeliveryStatus.DEAD))) {
			conditions.add("d.dead_at IS NOT NULL");
		}
		add(conditions, arguments, "d.provider = ?", filter.provider());
		add(conditions, arguments, "e.event_type = ?", filter.type());
		add(conditions, arguments, "d.listener = ?", filter.listener());
		add(conditions, arguments, "e.received_at >= ?", filter.receivedFrom());
		add(conditions, arguments, "e.received_at < ?", filter.receivedBefore());
		return " WHERE " + String.join(" AND ", conditions);
	}

	private void add(List<String> conditions, List<Object> arguments, String condition, @Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			arguments.add(this.database.dialect().bind(value));
		}
	}

	private WebhookDelivery delivery(ResultSet row, int number) throws SQLException {
		String tenant = row.getString("tenant");
		String original = row.getString("original_id");
		DeliveryStatus status = DeliveryStatus.valueOf(row.getString("status"));
		return new WebhookDelivery(
				new DeliveryId(this.database.dialect().uuid(row, "event_id"), row.getString("listener")),
				row.getString("provider"), tenant.isEmpty() ? null : tenant,
				(original != null) ? original : row.getString("dedupe_key"), row.getString("event_type"), status,
				DeliveryTrigger.valueOf(row.getString("triggered_by")), row.getInt("attempts"),
				Objects.requireNonNullElse(this.database.dialect().time(row, "received_at"), Instant.EPOCH),
				(status == DeliveryStatus.PENDING || status == DeliveryStatus.RETRYING)
						? this.database.dialect().time(row, "due_at") : null,
				this.database.dialect().time(row, "finished_at"), row.getString("last_error"));
	}

}
