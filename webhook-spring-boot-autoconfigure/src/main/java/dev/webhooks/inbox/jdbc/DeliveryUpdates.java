package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.FinishedDelivery;

/**
 * Changes deliveries. Those that are leased change only for who has the token.
 */
final class DeliveryUpdates {

	private static final String FINISH = """
			UPDATE {DELIVERY} SET status = ?, attempts = ?, next_attempt_at = ?, finished_at = ?, dead_at = ?,
			last_error = COALESCE(?, last_error), claim_token = NULL,
			open_order_key = CASE WHEN ? THEN NULL ELSE open_order_key END
			WHERE event_id = ? AND listener = ? AND claim_token = ?""";

	private static final String FINISH_ALL = """
			UPDATE {DELIVERY} d SET status = f.status, attempts = f.attempts, next_attempt_at = f.next_attempt_at,
			finished_at = f.finished_at, dead_at = f.dead_at, last_error = COALESCE(f.last_error, d.last_error),
			claim_token = NULL, open_order_key = CASE WHEN f.status = 'PROCESSED' THEN NULL ELSE d.open_order_key END
			FROM (%s) AS f
			WHERE d.event_id = f.event_id AND d.listener = f.listener AND d.claim_token = f.claim_token
			RETURNING d.event_id, d.listener""";

	private static final String RENEW = """
			UPDATE {DELIVERY} SET next_attempt_at = ? WHERE event_id = ? AND listener = ? AND claim_token = ?""";

	private static final String REOPEN = """
			UPDATE {DELIVERY} SET status = 'PENDING', triggered_by = 'REDELIVERY', attempts = 0, next_attempt_at = ?,
			finished_at = NULL, dead_at = NULL WHERE event_id = ? AND status = 'DEAD'""";

	private static final String RETRY = """
			UPDATE {DELIVERY} SET status = 'PENDING', triggered_by = 'MANUAL', attempts = 0, next_attempt_at = ?,
			finished_at = NULL, dead_at = NULL, open_order_key = order_key
			WHERE event_id = ? AND listener = ? AND status <> 'PROCESSING' AND status IN (%s)
			AND EXISTS (SELECT 1 FROM {EVENT} e WHERE e.id = event_id AND e.body IS NOT NULL)""";

	private static final String PROCESSED = """
			SELECT COUNT(*) FROM {DELIVERY} WHERE event_id = ? AND listener = ? AND status = 'PROCESSED'""";

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	DeliveryUpdates(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
	}

	/**
	 * Tells whether {@link #finish} needs no transaction around it.
	 */
	boolean isOneStatement() {
		return this.dialect == InboxDialect.POSTGRESQL;
	}

	Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		return (this.dialect == InboxDialect.POSTGRESQL) ? finishAll(finished, now) : finishEach(finished, now);
	}

	private Set<DeliveryId> finishAll(List<FinishedDelivery> finished, Instant now) {
		BulkStatement<FinishedDelivery> rows = rows(now);
		Set<DeliveryId> lost = new HashSet<>();
		finished.forEach((end) -> lost.add(end.delivery().id()));
		rows.query(this.jdbc, this.tables.in(FINISH_ALL.formatted(rows.select())), finished,
				(row, number) -> new DeliveryId(this.dialect.uuid(row, "event_id"), row.getString("listener")))
			.forEach(lost::remove);
		return lost;
	}

	private static BulkStatement<FinishedDelivery> rows(Instant now) {
		return new BulkStatement<>(List.of(new Column<>("event_id", "uuid", (end) -> end.delivery().id().event()),
				new Column<>("listener", "text", (end) -> end.delivery().id().listener()),
				new Column<>("claim_token", "int8", (end) -> end.delivery().lease().token()),
				new Column<>("status", "text", FinishedDelivery::status),
				new Column<>("attempts", "int4", DeliveryUpdates::attempts),
				new Column<>("next_attempt_at", "timestamptz", FinishedDelivery::dueAt),
				new Column<>("finished_at", "timestamptz", (end) -> finishedAt(end, now)),
				new Column<>("dead_at", "timestamptz", (end) -> deadAt(end, now)),
				new Column<>("last_error", "text", FinishedDelivery::error)));
	}

	private static int attempts(FinishedDelivery end) {
		int attempt = end.delivery().attempt();
		return (end.status() == DeliveryStatus.PENDING) ? attempt - 1 : attempt;
	}

	private static @Nullable Instant finishedAt(FinishedDelivery end, Instant now) {
		return (end.dueAt() == null) ? now : null;
	}

	private static @Nullable Instant deadAt(FinishedDelivery end, Instant now) {
		return (end.status() == DeliveryStatus.DEAD) ? now : null;
	}

	private Set<DeliveryId> finishEach(List<FinishedDelivery> finished, Instant now) {
		List<@Nullable Object[]> arguments = finished.stream().map((end) -> arguments(end, now)).toList();
		int[] counts = this.jdbc.batchUpdate(this.tables.in(FINISH), arguments);
		Set<DeliveryId> lost = new HashSet<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] == 0) {
				lost.add(finished.get(i).delivery().id());
			}
		}
		return lost;
	}

	private @Nullable Object[] arguments(FinishedDelivery end, Instant now) {
		ClaimedDelivery delivery = end.delivery();
		return new @Nullable Object[] { end.status().name(), attempts(end), this.dialect.bindNullable(end.dueAt()),
				this.dialect.bindNullable(finishedAt(end, now)), this.dialect.bindNullable(deadAt(end, now)),
				end.error(), end.status() == DeliveryStatus.PROCESSED, this.dialect.bind(delivery.id().event()),
				delivery.id().listener(), delivery.lease().token() };
	}

	/**
	 * Tells whether a delivery is recorded as processed.
	 */
	boolean isProcessed(DeliveryId id) {
		return Integer.valueOf(1)
			.equals(this.jdbc.queryForObject(this.tables.in(PROCESSED), Integer.class, this.dialect.bind(id.event()),
					id.listener()));
	}

	void renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		this.jdbc.batchUpdate(this.tables.in(RENEW), deliveries.stream()
			.map((delivery) -> new Object[] { this.dialect.bind(until), this.dialect.bind(delivery.id().event()),
					delivery.id().listener(), delivery.lease().token() })
			.toList());
	}

	int reopen(UUID event, Instant now) {
		return this.jdbc.update(this.tables.in(REOPEN), this.dialect.bind(now), this.dialect.bind(event));
	}

	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		String names = statuses.stream().map((status) -> "'" + status + "'").collect(Collectors.joining(", "));
		String sql = this.tables.in(RETRY.formatted(names));
		int count = 0;
		for (DeliveryId id : deliveries) {
			count += this.jdbc.update(sql, this.dialect.bind(now), this.dialect.bind(id.event()), id.listener());
		}
		return count;
	}

}
