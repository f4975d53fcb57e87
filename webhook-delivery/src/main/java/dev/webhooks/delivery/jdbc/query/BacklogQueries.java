package dev.webhooks.delivery.jdbc.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;

/**
 * Counts what there is to do, by indexes that hold little else.
 */
public final class BacklogQueries {

	/** Where the indexes leave out what has come to an end. */
	private static final String OPEN_OR_DEAD = """
			SELECT status, COUNT(*) AS number FROM {DELIVERY} WHERE application = ? AND next_attempt_at IS NOT NULL
			GROUP BY status
			UNION ALL SELECT status, COUNT(*) FROM {DELIVERY} WHERE application = ? AND open_order_key IS NOT NULL
			AND status <> 'DEAD' GROUP BY status
			UNION ALL SELECT 'DEAD', COUNT(*) FROM {DELIVERY} WHERE application = ? AND dead_at IS NOT NULL""";

	private static final List<DeliveryStatus> COUNTED = List.of(DeliveryStatus.PENDING, DeliveryStatus.PROCESSING,
			DeliveryStatus.RETRYING, DeliveryStatus.DEAD);

	private static final String BY_STATUS = "SELECT '%s' AS status, COUNT(*) AS number FROM %s "
			+ "WHERE application = ? AND status = '%1$s'";

	private static final String OLDEST_DUE = "SELECT MIN(next_attempt_at) AS oldest FROM %s WHERE application = ? "
			+ "AND next_attempt_at <= ?";

	private static final String OLDEST_KEY = """
			SELECT MIN(due_at) AS oldest FROM {ORDER_KEY} WHERE application = ? AND due_at <= ?""";

	private final Database database;

	private final LeaseTable leases;

	public BacklogQueries(Database database, LeaseTable leases) {
		this.database = database;
		this.leases = leases;
	}

	public Backlog backlog(Instant now) {
		this.database.preferIndexes();
		boolean partial = this.database.dialect() == Dialect.POSTGRESQL;
		String table = this.database.dialect().withIndex("{DELIVERY}", "webhook_delivery_status");
		Stream<String> oldest = partial ? Stream.of(OLDEST_DUE.formatted(table))
				: COUNTED.stream().map((status) -> OLDEST_DUE.formatted(table) + " AND status = '" + status + "'");
		return new Backlog(partial ? countByIndexes() : countByStatus(table),
				Stream.concat(oldest, Stream.of(OLDEST_KEY))
					.flatMap((sql) -> Stream.ofNullable(oldest(sql, now)))
					.min(Instant::compareTo)
					.orElse(null));
	}

	private Map<DeliveryStatus, Long> countByStatus(String table) {
		String sql = COUNTED.stream()
			.map((status) -> BY_STATUS.formatted(status, table))
			.collect(Collectors.joining("\nUNION ALL\n"));
		return count(sql, Collections.nCopies(COUNTED.size(), this.database.application()).toArray());
	}

	private Map<DeliveryStatus, Long> countByIndexes() {
		String application = this.database.application();
		Map<DeliveryStatus, Long> counts = count(OPEN_OR_DEAD, application, application, application);
		long leased = this.leases.count();
		if (leased > 0) {
			counts.merge(DeliveryStatus.PROCESSING, leased, Long::sum);
		}
		return counts;
	}

	private Map<DeliveryStatus, Long> count(String sql, Object... arguments) {
		Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
		this.database.jdbc().query(this.database.sql(sql), (row) -> {
			if (row.getLong("number") > 0) {
				counts.merge(DeliveryStatus.valueOf(row.getString("status").strip()), row.getLong("number"), Long::sum);
			}
		}, arguments);
		return counts;
	}

	private @Nullable Instant oldest(String sql, Instant now) {
		List<Instant> oldest = new ArrayList<>(1);
		this.database.jdbc().query(this.database.sql(sql), (row) -> {
			Instant time = this.database.dialect().time(row, "oldest");
			if (time != null) {
				oldest.add(time);
			}
		}, this.database.application(), this.database.dialect().bind(now));
		return oldest.isEmpty() ? null : oldest.get(0);
	}

}
