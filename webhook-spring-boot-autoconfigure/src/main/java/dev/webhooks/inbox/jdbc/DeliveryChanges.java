package dev.webhooks.inbox.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

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
			SELECT event_id, listener, provider, order_key FROM %s WHERE event_id IN (%s)
			AND order_key IS NOT NULL""";

	private static final int MAX_EVENTS = 500;

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
			keys(List.of(event)).stream().map(Keyed::key).sorted().forEach((key) -> this.orderKeys.wake(key, now));
		}
		return count;
	}

	private String openAgain(String condition) {
		return this.database.sql(OPEN_AGAIN, condition);
	}

	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		String condition = "AND listener = ? AND status <> 'PROCESSING' AND status IN (%s)"
			.formatted(DeliverySelection.names(statuses));
		InboxDialect dialect = this.database.dialect();
		return change(openAgain(condition + "\n" + WITH_BODY), (id) -> new Object[] { "MANUAL", dialect.bind(now),
				dialect.bind(id.event()), this.database.application(), id.listener() }, deliveries, now);
	}

	int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		InboxDialect dialect = this.database.dialect();
		return change(this.database.sql(DISCARD.formatted(DeliverySelection.names(statuses))),
				(id) -> new Object[] { dialect.bind(now), dialect.bind(id.event()), this.database.application(),
						id.listener(), dialect.bind(now) },
				deliveries, now);
	}

	private int change(String sql, Function<DeliveryId, Object[]> arguments, Collection<DeliveryId> deliveries,
			Instant now) {
		List<DeliveryId> all = List.copyOf(deliveries);
		int[] counts = all.isEmpty() ? new int[0]
				: this.database.jdbc().batchUpdate(sql, all.stream().map(arguments).toList());
		Set<DeliveryId> changed = new HashSet<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] != 0) {
				changed.add(all.get(i));
			}
		}
		wake(changed, now);
		return changed.size();
	}

	/**
	 * Has the order keys of deliveries looked at again, each once.
	 */
	void wake(Collection<DeliveryId> deliveries, Instant now) {
		Set<DeliveryId> ids = Set.copyOf(deliveries);
		Set<OrderKeyTable.Key> keys = new TreeSet<>();
		keys(ids.stream().map(DeliveryId::event).distinct().toList()).forEach((keyed) -> {
			if (ids.contains(keyed.id)) {
				keys.add(keyed.key);
			}
		});
		keys.forEach((key) -> this.orderKeys.wake(key, now));
	}

	private List<Keyed> keys(List<UUID> events) {
		InboxDialect dialect = this.database.dialect();
		List<Keyed> keys = new ArrayList<>();
		for (int start = 0; start < events.size(); start += MAX_EVENTS) {
			List<UUID> some = events.subList(start, Math.min(start + MAX_EVENTS, events.size()));
			keys.addAll(this.database.jdbc()
				.query(this.database
					.sql(KEYS.formatted(dialect.withPrimaryKey("{DELIVERY}"), InboxDatabase.parameters(some.size()))),
						this::keyed, some.stream().map(dialect::bind).toArray()));
		}
		return keys;
	}

	private Keyed keyed(ResultSet row, int number) throws SQLException {
		DeliveryId id = new DeliveryId(this.database.dialect().uuid(row, "event_id"), row.getString("listener"));
		return new Keyed(id,
				new OrderKeyTable.Key(row.getString("order_key"), id.listener(), row.getString("provider")));
	}

	/**
	 * Has the order key that a delivery had at another listener looked at again, which no
	 * live node has leased.
	 */
	void leave(UUID event, DeliveryTarget from, Instant now) {
		keys(List.of(event)).stream()
			.map((keyed) -> new OrderKeyTable.Key(keyed.key.value(), from.listener(), from.provider()))
			.distinct()
			.forEach((key) -> this.orderKeys.free(key, now));
	}

	/** A delivery and its order key. */
	private record Keyed(DeliveryId id, OrderKeyTable.Key key) {

	}

}
