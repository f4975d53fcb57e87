package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTarget;

/**
 * What operators and redeliveries change; the transaction is the caller's.
 */
final class DeliveryChanges {

	private static final String OPEN_AGAIN = """
			UPDATE {DELIVERY} SET status = 'PENDING', triggered_by = ?, attempts = 0, takeovers = 0,
			next_attempt_at = CASE WHEN order_key IS NULL THEN CAST(? AS {TIMESTAMP}) END, finished_at = NULL,
			dead_at = NULL, open_order_key = order_key
			WHERE event_id = ? AND application = ?""";

	private static final String WITH_BODY = """
			AND EXISTS (SELECT 1 FROM {EVENT} e WHERE e.id = event_id AND e.body IS NOT NULL)""";

	private static final String DISCARD = """
			UPDATE {DELIVERY} SET status = 'DISCARDED', next_attempt_at = NULL, finished_at = ?, dead_at = NULL,
			open_order_key = NULL, claim_token = NULL
			WHERE event_id = ? AND application = ? AND listener = ? AND status IN (%s)
			AND (status <> 'PROCESSING' OR next_attempt_at <= ?)""";

	private static final String KEYS = """
			SELECT order_key, listener, provider FROM {DELIVERY} WHERE event_id = ? AND order_key IS NOT NULL""";

	private final InboxDatabase database;

	private final OrderKeyTable orderKeys;

	DeliveryChanges(InboxDatabase database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
	}

	/**
	 * Opens the dead deliveries of an event again.
	 */
	int reopen(UUID event, Instant now) {
		int count = this.database.jdbc()
			.update(openAgain("AND status = 'DEAD'"), "REDELIVERY", this.database.dialect().bind(now),
					this.database.dialect().bind(event), this.database.application());
		if (count > 0) {
			wake(event, null, now);
		}
		return count;
	}

	private String openAgain(String condition) {
		return this.database.sql(OPEN_AGAIN, condition);
	}

	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		String sql = openAgain(
				"AND listener = ? AND status <> 'PROCESSING' AND status IN (%s)\n".formatted(names(statuses))
						+ this.database.sql(WITH_BODY));
		int count = 0;
		for (DeliveryId id : deliveries) {
			int changed = this.database.jdbc()
				.update(sql, "MANUAL", this.database.dialect().bind(now), this.database.dialect().bind(id.event()),
						this.database.application(), id.listener());
			count += changed;
			if (changed > 0) {
				wake(id.event(), id.listener(), now);
			}
		}
		return count;
	}

	int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		String sql = this.database.sql(DISCARD.formatted(names(statuses)));
		int count = 0;
		for (DeliveryId id : deliveries) {
			int changed = this.database.jdbc()
				.update(sql, this.database.dialect().bind(now), this.database.dialect().bind(id.event()),
						this.database.application(), id.listener(), this.database.dialect().bind(now));
			count += changed;
			if (changed > 0) {
				wake(id.event(), id.listener(), now);
			}
		}
		return count;
	}

	private static String names(Set<DeliveryStatus> statuses) {
		return statuses.stream().map((status) -> "'" + status + "'").collect(Collectors.joining(", "));
	}

	/**
	 * Has the order keys of an event's deliveries looked at again.
	 * @param listener whose delivery it is, or {@code null} for all
	 */
	void wake(UUID event, @Nullable String listener, Instant now) {
		keys(event).stream()
			.filter((key) -> listener == null || listener.equals(key.listener()))
			.sorted()
			.forEach((key) -> this.orderKeys.wake(key, now));
	}

	private List<OrderKeyTable.Key> keys(UUID event) {
		return this.database.jdbc()
			.query(this.database.sql(KEYS), (row, number) -> new OrderKeyTable.Key(row.getString("order_key"),
					row.getString("listener"), row.getString("provider")), this.database.dialect().bind(event));
	}

	/**
	 * Has the order key that a delivery had at another listener looked at again, which no
	 * live node has leased.
	 */
	void leave(UUID event, DeliveryTarget from, Instant now) {
		keys(event).stream()
			.map((key) -> new OrderKeyTable.Key(key.value(), from.listener(), from.provider()))
			.distinct()
			.forEach((key) -> this.orderKeys.free(key, now));
	}

}
