package dev.webhooks.delivery.jdbc.query;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;

/**
 * Counts all there is to do, by indexes that hold little else.
 */
public final class BacklogQueries {

	/** Where the indexes leave out what has come to an end. */
	private static final String OPEN_OR_DEAD = "SELECT status, COUNT(*) AS number FROM {DELIVERY} "
			+ "WHERE application = ? AND " + PartialIndexes.OPEN + " GROUP BY status UNION ALL "
			+ "SELECT 'DEAD', COUNT(*) FROM {DELIVERY} WHERE application = ? AND " + PartialIndexes.DEAD;

	private static final List<DeliveryStatus> COUNTED = List.of(DeliveryStatus.PENDING, DeliveryStatus.PROCESSING,
			DeliveryStatus.RETRYING, DeliveryStatus.DEAD);

	private static final String BY_STATUS = "SELECT '%s' AS status, COUNT(*) AS number FROM %s "
			+ "WHERE application = ? AND channel = ? AND status = '%1$s'";

	private final Database database;

	private final LeaseTable leases;

	private final ChannelBacklogs channels;

	public BacklogQueries(Database database, LeaseTable leases) {
		this.database = database;
		this.leases = leases;
		this.channels = new ChannelBacklogs(database, leases);
	}

	public Backlog backlog(Instant now) {
		Map<String, ChannelBacklog> bounded = this.channels.channels(now);
		Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
		if (this.database.dialect() == Dialect.POSTGRESQL) {
			countByIndexes(counts);
		}
		else {
			bounded.keySet().forEach((channel) -> countByStatus(channel, counts));
		}
		return new Backlog(counts,
				bounded.values()
					.stream()
					.map(ChannelBacklog::oldestDue)
					.filter(Objects::nonNull)
					.min(Instant::compareTo)
					.orElse(null));
	}

	private void countByStatus(String channel, Map<DeliveryStatus, Long> counts) {
		String table = this.database.dialect().withIndex("{DELIVERY}", "webhook_delivery_status");
		String sql = COUNTED.stream()
			.map((status) -> BY_STATUS.formatted(status, table))
			.collect(Collectors.joining("\nUNION ALL\n"));
		count(counts, sql,
				Collections.nCopies(COUNTED.size(), List.of(this.database.application(), channel))
					.stream()
					.flatMap(List::stream)
					.toArray());
	}

	private void countByIndexes(Map<DeliveryStatus, Long> counts) {
		count(counts, OPEN_OR_DEAD, this.database.application(), this.database.application());
		long leased = this.leases.countByChannel(Long.MAX_VALUE).values().stream().mapToLong(Long::longValue).sum();
		if (leased > 0) {
			counts.merge(DeliveryStatus.PROCESSING, leased, Long::sum);
		}
	}

	private void count(Map<DeliveryStatus, Long> counts, String sql, Object... arguments) {
		this.database.jdbc().query(this.database.sql(sql), (row) -> {
			if (row.getLong("number") > 0) {
				counts.merge(DeliveryStatus.valueOf(row.getString("status").strip()), row.getLong("number"), Long::sum);
			}
		}, arguments);
	}

}
