package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * Changes by operators and redeliveries; the transaction is the caller's.
 */
final class DeliveryChanges {

	private static final String OPEN_AGAIN = """
			UPDATE {DELIVERY} SET triggered_by = %s, counted_attempts = %s, attempts_put_off = %s, status = 'PENDING',
			takeovers = 0, next_attempt_at = CASE WHEN order_key IS NULL THEN CAST(? AS {TIMESTAMP}) END, finished_at = NULL,
			dead_at = NULL, open_order_key = order_key
			WHERE event_id = ? AND application = ?""";

	/**
	 * A delivery that waits for an attempt has those left that it had. The status is set
	 * behind these: databases read it as it is set.
	 */
	private static final String WAITS = "CASE WHEN status IN ('PENDING', 'RETRYING') AND triggered_by <> 'MANUAL_ONCE' "
			+ "THEN %s ELSE %s END";

	private static final String WITH_BODY = """
			AND EXISTS (SELECT 1 FROM {EVENT} e WHERE e.id = event_id AND e.body IS NOT NULL)""";

	private static final String DISCARD = """
			UPDATE {DELIVERY} SET status = 'DISCARDED', next_attempt_at = NULL, finished_at = ?, dead_at = NULL,
			open_order_key = NULL, claim_token = NULL
			WHERE event_id = ? AND application = ? AND target = ?""";

	private static final String UNLESS_LEASED = """
			AND status IN (%s) AND (status <> 'PROCESSING' OR next_attempt_at <= ?)""";

	private final Database database;

	private final OrderKeyTable orderKeys;

	private final DeliveryKeys keys;

	private final AbandonedDeliveries abandoned;

	DeliveryChanges(Database database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
		this.keys = new DeliveryKeys(database);
		this.abandoned = new AbandonedDeliveries(database, orderKeys);
	}

	/**
	 * They stand in the statement as they are, so that nothing has to be assumed of them.
	 */
	private static String names(Set<DeliveryStatus> statuses) {
		return statuses.stream().map((status) -> "'" + status + "'").sorted().collect(Collectors.joining(", "));
	}

	/**
	 * Opens the dead deliveries of an event again.
	 */
	int reopen(UUID event, Instant now) {
		int count = this.database.jdbc()
			.update(openAgain("'REDELIVERY'", "0", "0", "AND status = 'DEAD'"), this.database.dialect().bind(now),
					this.database.dialect().bind(event), this.database.application());
		if (count > 0) {
			this.keys.of(event).forEach((key) -> this.orderKeys.wake(key, now));
		}
		return count;
	}

	private String retry(RetryMode mode, String condition) {
		return switch (mode) {
			case ANEW -> openAgain("'MANUAL'", "0", "0", condition);
			case ONCE -> openAgain(WAITS.formatted("'MANUAL'", "'MANUAL_ONCE'"),
					WAITS.formatted("counted_attempts", "0"), WAITS.formatted("attempts_put_off", "0"), condition);
		};
	}

	private String openAgain(String trigger, String counted, String putOff, String condition) {
		return this.database.sql(OPEN_AGAIN.formatted(trigger, counted, putOff), condition);
	}

	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, RetryMode mode, Instant now) {
		String condition = "AND target = ? AND status <> 'PROCESSING' AND status IN (%s)".formatted(names(statuses));
		Dialect dialect = this.database.dialect();
		Set<DeliveryId> changed = update(retry(mode, condition + "\n" + WITH_BODY), (id) -> new Object[] {
				dialect.bind(now), dialect.bind(id.event()), this.database.application(), id.target() }, deliveries);
		wake(changed, now);
		return changed.size();
	}

	/**
	 * Gives deliveries up. Of those that are being processed and have an order key, the
	 * key says whether their lease has ended.
	 */
	int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		Dialect dialect = this.database.dialect();
		String unlessLeased = UNLESS_LEASED.formatted(names(statuses));
		Set<DeliveryId> changed = update(
				this.database.sql(DISCARD, unlessLeased), (id) -> new Object[] { dialect.bind(now),
						dialect.bind(id.event()), this.database.application(), id.target(), dialect.bind(now) },
				deliveries);
		this.keys.of(statuses.contains(DeliveryStatus.PROCESSING) ? deliveries : changed).forEach((key, ofKey) -> {
			List<DeliveryId> others = ofKey.stream().filter((id) -> !changed.contains(id)).toList();
			changed.addAll(update(this.database.sql(DISCARD), (id) -> new Object[] { dialect.bind(now),
					dialect.bind(id.event()), this.database.application(), id.target() },
					this.abandoned.lock(key, others, now)));
			if (!Collections.disjoint(changed, ofKey)) {
				this.orderKeys.wake(key, now);
			}
		});
		return changed.size();
	}

	private Set<DeliveryId> update(String sql, Function<DeliveryId, Object[]> arguments,
			Collection<DeliveryId> deliveries) {
		List<DeliveryId> all = List.copyOf(deliveries);
		int[] counts = all.isEmpty() ? new int[0]
				: this.database.jdbc().batchUpdate(sql, all.stream().map(arguments).toList());
		Set<DeliveryId> changed = new HashSet<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] != 0) {
				changed.add(all.get(i));
			}
		}
		return changed;
	}

	/**
	 * Has the order keys of deliveries looked at again, each once.
	 */
	void wake(Collection<DeliveryId> deliveries, Instant now) {
		this.keys.of(deliveries).keySet().forEach((key) -> this.orderKeys.wake(key, now));
	}

	/**
	 * Locks a delivery whose node is gone and whose order key says so.
	 * @return whether that is one
	 */
	boolean lockAbandoned(DeliveryId delivery, Instant now) {
		return this.keys.of(List.of(delivery))
			.entrySet()
			.stream()
			.anyMatch((keyed) -> !this.abandoned.lock(keyed.getKey(), keyed.getValue(), now).isEmpty());
	}

	/**
	 * Has the order key that a delivery had at another target looked at again.
	 */
	void leave(UUID event, Destination from, Instant now) {
		this.keys.of(event)
			.stream()
			.map((key) -> new OrderKeyTable.Key(key.value(), from.target(), from.channel()))
			.distinct()
			.forEach((key) -> {
				this.orderKeys.endLease(key, now);
				this.orderKeys.wake(key, now);
			});
	}

}
