package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.jdbc.database.BulkStatement;
import dev.webhooks.delivery.jdbc.database.Column;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.AttemptTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * Records the ends of attempts, for who has the token; the transaction is the caller's.
 */
final class DeliveryEnds {

	private static final String FINISH = """
			UPDATE {DELIVERY} SET status = ?, attempts = ?, counted_attempts = ?, attempts_put_off = ?,
			next_attempt_at = ?, finished_at = ?, dead_at = ?,
			last_error = COALESCE(?, last_error), claim_token = NULL,
			open_order_key = CASE WHEN ? THEN NULL ELSE open_order_key END
			WHERE event_id = ? AND target = ? AND claim_token = ?""";

	private static final String FINISH_ALL = """
			UPDATE {DELIVERY} d SET status = f.status, attempts = f.attempts, counted_attempts = f.counted_attempts,
			attempts_put_off = f.attempts_put_off, next_attempt_at = f.next_attempt_at,
			finished_at = f.finished_at, dead_at = f.dead_at, last_error = COALESCE(f.last_error, d.last_error),
			claim_token = NULL, open_order_key = CASE WHEN f.leaves_order THEN NULL ELSE d.open_order_key END
			FROM (%s) AS f
			WHERE d.event_id = f.event_id AND d.target = f.target AND d.claim_token = f.claim_token
			RETURNING d.event_id, d.target""";

	private static final String GIVE_BACK = """
			UPDATE {DELIVERY} SET status = 'PENDING', next_attempt_at = CASE WHEN open_order_key IS NULL
			THEN CAST(? AS {TIMESTAMP}) END, claim_token = NULL
			WHERE event_id = ? AND target = ? AND claim_token = ?""";

	private static final String PROCESSED = """
			SELECT COUNT(*) FROM {DELIVERY} WHERE event_id = ? AND target = ? AND status = 'PROCESSED'""";

	/**
	 * In one order everywhere, so that threads do not wait for each other in a circle.
	 */
	static final Comparator<DeliveryId> LOCK_ORDER = Comparator.comparing(DeliveryId::event)
		.thenComparing(DeliveryId::target);

	private final Database database;

	private final OrderKeyTable orderKeys;

	private final AttemptTable attempts;

	DeliveryEnds(Database database, OrderKeyTable orderKeys) {
		this.database = database;
		this.orderKeys = orderKeys;
		this.attempts = new AttemptTable(database);
	}

	/**
	 * Tells whether {@link #finish} needs no transaction around it.
	 */
	boolean isOneStatement(List<FinishedDelivery> finished) {
		return finished.size() == 1 && finished.get(0).delivery().orderKey() == null && finished.get(0).run() == null;
	}

	/**
	 * Records ends and lets go of the order keys of which nothing is left to run.
	 * @return those that another has taken over
	 */
	Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		Set<DeliveryId> lost = (this.database.dialect() == Dialect.POSTGRESQL && finished.size() > 1)
				? finishAll(finished, now) : finishEach(finished, now);
		List<FinishedDelivery> own = finished.stream().filter((end) -> !lost.contains(end.delivery().id())).toList();
		this.attempts.add(own);
		this.orderKeys.release(own, now);
		return lost;
	}

	/**
	 * Records that a delivery was processed, and leaves its order key as it is.
	 * @return whether it was this node's
	 */
	boolean finishAlone(FinishedDelivery end, Instant now) {
		return finishEach(List.of(end), now).isEmpty();
	}

	private Set<DeliveryId> finishAll(List<FinishedDelivery> finished, Instant now) {
		BulkStatement<FinishedDelivery> rows = rows(now);
		Set<DeliveryId> lost = new HashSet<>();
		finished.forEach((end) -> lost.add(end.delivery().id()));
		this.database.preferIndexes();
		rows.query(this.database.jdbc(), this.database.sql(FINISH_ALL.formatted(rows.select())), finished,
				(row, number) -> new DeliveryId(this.database.dialect().uuid(row, "event_id"), row.getString("target")))
			.forEach(lost::remove);
		return lost;
	}

	private static BulkStatement<FinishedDelivery> rows(Instant now) {
		return new BulkStatement<>(List.of(new Column<>("event_id", "uuid", (end) -> end.delivery().id().event()),
				new Column<>("target", "text", (end) -> end.delivery().id().target()),
				new Column<>("claim_token", "int8", (end) -> end.delivery().lease().token()),
				new Column<>("status", "text", FinishedDelivery::status),
				new Column<>("attempts", "int4", (end) -> end.attempts().total()),
				new Column<>("counted_attempts", "int4", (end) -> end.attempts().counted()),
				new Column<>("attempts_put_off", "int4", (end) -> end.attempts().putOff()),
				new Column<>("next_attempt_at", "timestamptz", DeliveryEnds::dueAt),
				new Column<>("finished_at", "timestamptz", (end) -> end.status().isOpen() ? null : now),
				new Column<>("dead_at", "timestamptz", (end) -> deadAt(end, now)),
				new Column<>("last_error", "text", FinishedDelivery::error),
				new Column<>("leaves_order", "bool", DeliveryEnds::leavesOrder)));
	}

	/** When one with an order key is due stands with the key. */
	private static @Nullable Instant dueAt(FinishedDelivery end) {
		return (end.delivery().orderKey() == null) ? end.dueAt() : null;
	}

	private static @Nullable Instant deadAt(FinishedDelivery end, Instant now) {
		return (end.status() == DeliveryStatus.DEAD) ? now : null;
	}

	private static boolean leavesOrder(FinishedDelivery end) {
		var orderKey = end.delivery().orderKey();
		return end.status() == DeliveryStatus.PROCESSED
				|| (end.status() == DeliveryStatus.DEAD && (orderKey == null || !orderKey.waitsForDead()));
	}

	private Set<DeliveryId> finishEach(List<FinishedDelivery> finished, Instant now) {
		List<FinishedDelivery> sorted = finished.stream()
			.sorted(Comparator.comparing((end) -> end.delivery().id(), LOCK_ORDER))
			.toList();
		int[] counts = this.database.jdbc()
			.batchUpdate(this.database.sql(FINISH), sorted.stream().map((end) -> arguments(end, now)).toList());
		Set<DeliveryId> lost = new HashSet<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] == 0) {
				lost.add(sorted.get(i).delivery().id());
			}
		}
		return lost;
	}

	private @Nullable Object[] arguments(FinishedDelivery end, Instant now) {
		ClaimedDelivery delivery = end.delivery();
		Dialect dialect = this.database.dialect();
		return new @Nullable Object[] { end.status().name(), end.attempts().total(), end.attempts().counted(),
				end.attempts().putOff(), dialect.bindNullable(dueAt(end)),
				end.status().isOpen() ? null : dialect.bind(now), dialect.bindNullable(deadAt(end, now)), end.error(),
				leavesOrder(end), dialect.bind(delivery.id().event()), delivery.id().target(),
				delivery.lease().token() };
	}

	/**
	 * Lets others have what was leased and could not be read.
	 * @return how many deliveries
	 */
	int giveBack(Claims claims, Instant now) {
		Dialect dialect = this.database.dialect();
		String target = claims.destination().target();
		this.database.jdbc()
			.batchUpdate(this.database.sql(GIVE_BACK),
					claims.deliveries()
						.stream()
						.map((claim) -> new Object[] { dialect.bind(now), dialect.bind(claim.event()), target,
								claims.lease().token() })
						.toList());
		claims.deliveries()
			.stream()
			.flatMap((claim) -> Stream.ofNullable(claim.orderKey()))
			.distinct()
			.forEach((key) -> this.orderKeys.giveBack(
					new OrderKeyTable.Key(key.value(), target, claims.destination().channel()), claims.lease(), now));
		return claims.deliveries().size();
	}

	/**
	 * Tells whether a delivery is recorded as processed.
	 */
	boolean isProcessed(DeliveryId id) {
		return Integer.valueOf(1)
			.equals(this.database.jdbc()
				.queryForObject(this.database.sql(PROCESSED), Integer.class, this.database.dialect().bind(id.event()),
						id.target()));
	}

}
