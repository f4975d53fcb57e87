package dev.webhooks.delivery.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.WebhookDelivery;

/**
 * Finds and counts deliveries for operators.
 */
final class DeliveryQueries {

	private static final String FIND = """
			SELECT d.event_id, d.target, d.channel, d.status, d.triggered_by, d.attempts, d.takeovers,
			CASE WHEN d.open_order_key IS NULL THEN d.next_attempt_at ELSE k.due_at END AS due_at,
			d.finished_at, d.last_error, e.tenant, e.dedupe_key, e.original_id, e.event_type, e.received_at""";

	private static final String ORDER_KEYS = """
			LEFT JOIN {ORDER_KEY} k ON k.order_key = d.open_order_key AND k.target = d.target""";

	private final Database database;

	DeliveryQueries(Database database) {
		this.database = database;
	}

	List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		DeliverySelection selection = new DeliverySelection(this.database, filter);
		this.database.preferIndexes();
		return this.database.jdbc()
			.query(this.database.sql(FIND, selection.withEvents(ORDER_KEYS), selection.newestFirst()), this::delivery,
					selection.arguments(limit));
	}

	List<DeliveryId> findIds(DeliveryFilter filter, int limit) {
		DeliverySelection selection = new DeliverySelection(this.database, filter);
		this.database.preferIndexes();
		return this.database.jdbc()
			.query(this.database.sql("SELECT d.event_id, d.target", selection.alone(), selection.newestFirst()),
					this::id, selection.arguments(limit));
	}

	long count(DeliveryFilter filter) {
		DeliverySelection selection = new DeliverySelection(this.database, filter);
		this.database.preferIndexes();
		Long count = this.database.jdbc()
			.queryForObject(this.database.sql("SELECT COUNT(*)", selection.alone()), Long.class, selection.arguments());
		return Objects.requireNonNullElse(count, 0L);
	}

	private DeliveryId id(ResultSet row, int number) throws SQLException {
		return new DeliveryId(this.database.dialect().uuid(row, "event_id"), row.getString("target"));
	}

	private WebhookDelivery delivery(ResultSet row, int number) throws SQLException {
		String tenant = row.getString("tenant");
		String original = row.getString("original_id");
		DeliveryStatus status = DeliveryStatus.valueOf(row.getString("status"));
		return new WebhookDelivery(id(row, number), row.getString("channel"), tenant.isEmpty() ? null : tenant,
				(original != null) ? original : row.getString("dedupe_key"), row.getString("event_type"), status,
				DeliveryTrigger.valueOf(row.getString("triggered_by")), row.getInt("attempts"),
				Objects.requireNonNullElse(this.database.dialect().time(row, "received_at"), Instant.EPOCH),
				(status == DeliveryStatus.PENDING || status == DeliveryStatus.RETRYING)
						? this.database.dialect().time(row, "due_at") : null,
				this.database.dialect().time(row, "finished_at"), row.getString("last_error"));
	}

}
