package dev.webhooks.delivery.jdbc.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.EventHead;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * A delivery as operators look at it, without what its event says.
 *
 * @param id identifies the delivery
 * @param application the application
 * @param channel the channel
 * @param status where it stands
 * @param trigger what it was last scheduled by
 * @param attempts how often it was tried
 * @param dueAt when it is due, if it has no order key
 * @param orderKey the order key if it is open
 * @param finishedAt when it came to an end
 * @param lastError what went wrong last
 */
public record DeliveryRow(DeliveryId id, String application, String channel, DeliveryStatus status,
		DeliveryTrigger trigger, int attempts, @Nullable Instant dueAt, @Nullable String orderKey,
		@Nullable Instant finishedAt, @Nullable String lastError) {

	public static final String COLUMNS = "d.event_id, d.target, d.application, d.channel, d.status, d.triggered_by, d.attempts, "
			+ "d.next_attempt_at, d.open_order_key, d.finished_at, d.last_error";

	public static DeliveryRow of(ResultSet row, Dialect dialect) throws SQLException {
		return new DeliveryRow(new DeliveryId(dialect.uuid(row, "event_id"), row.getString("target")),
				row.getString("application"), row.getString("channel"), DeliveryStatus.valueOf(row.getString("status")),
				DeliveryTrigger.valueOf(row.getString("triggered_by")), row.getInt("attempts"),
				dialect.time(row, "next_attempt_at"), row.getString("open_order_key"), dialect.time(row, "finished_at"),
				row.getString("last_error"));
	}

	public DeliveryCursor cursor() {
		return DeliveryCursor.of(this.id);
	}

	/**
	 * Tells whether it may be meant, whatever its event is.
	 */
	public boolean matches(DeliveryFilter filter, String application) {
		return this.application.equals(application) && filter.matches(this.id, this.channel, this.status);
	}

	private boolean isWaiting() {
		return this.status == DeliveryStatus.PENDING || this.status == DeliveryStatus.RETRYING;
	}

	/** Whether when it is due stands with its order key. */
	public boolean isDueInOrder() {
		return isWaiting() && this.orderKey != null;
	}

	/**
	 * Shows it.
	 * @param event what the event says
	 * @param dueInOrder when the order keys are due
	 */
	public WebhookDelivery view(EventHead event, Map<OrderKeyTable.Key, Instant> dueInOrder) {
		return new WebhookDelivery(this.id, this.channel, event.tenant(), event.eventId(), event.type(), this.status,
				this.trigger, this.attempts, event.receivedAt(), isWaiting() ? dueAt(dueInOrder) : null,
				this.finishedAt, this.lastError);
	}

	private @Nullable Instant dueAt(Map<OrderKeyTable.Key, Instant> dueInOrder) {
		OrderKeyTable.Key key = key();
		return (key != null) ? dueInOrder.get(key) : this.dueAt;
	}

	OrderKeyTable.@Nullable Key key() {
		return (this.orderKey != null) ? new OrderKeyTable.Key(this.orderKey, this.id.target(), this.channel) : null;
	}

}
