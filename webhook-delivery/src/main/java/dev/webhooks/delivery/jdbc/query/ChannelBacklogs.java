package dev.webhooks.delivery.jdbc.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;

/**
 * Counts what there is to do in each channel, up to a limit and by indexes, so that it
 * costs no more the more is stored; transactions are the caller's.
 */
public final class ChannelBacklogs {

	/** More are not looked at. */
	private static final int MAX_CHANNELS = 1000;

	private static final String OF_CHANNEL = " WHERE application = ? AND channel = ? AND ";

	private static final String COUNT = "(SELECT '%s' AS kind, COUNT(*) AS number FROM (SELECT 1 AS found FROM %s"
			+ OF_CHANNEL + "%s LIMIT " + DeliveryArchive.MAX_SCANNED + ") counted)";

	/**
	 * Some databases have rows that are not due at all at the beginning of the index, and
	 * H2 reads it in order only if it is told all its columns.
	 */
	private static final String DUE = "%s > '1970-01-01' AND %1$s <= ? ORDER BY %s%1$s";

	private static final String OLDEST = "SELECT %s AS oldest FROM %s" + OF_CHANNEL + "%s LIMIT 1";

	private final Database database;

	private final LeaseTable leases;

	private final StoredChannels channels;

	private final LastReceipts receipts;

	private final String counts;

	private final List<String> oldest;

	public ChannelBacklogs(Database database, LeaseTable leases) {
		this.database = database;
		this.leases = leases;
		this.channels = new StoredChannels(database);
		this.receipts = new LastReceipts(database);
		Dialect dialect = database.dialect();
		String deliveries = dialect.withIndex("{DELIVERY}", "webhook_delivery_channel");
		String keys = dialect.withIndex("{ORDER_KEY}", "webhook_order_key_channel");
		String before = (dialect == Dialect.H2) ? "application, channel, " : "";
		String due = DUE.formatted("next_attempt_at", before);
		String keysDue = DUE.formatted("due_at", before);
		this.counts = Stream
			.concat(openAndDead(dialect),
					Stream.of(COUNT.formatted(Kind.DUE, deliveries, due), COUNT.formatted(Kind.DUE, keys, keysDue)))
			.collect(Collectors.joining("\nUNION ALL\n"));
		this.oldest = List.of(OLDEST.formatted("next_attempt_at", deliveries, due),
				OLDEST.formatted("due_at", keys, keysDue));
	}

	private static Stream<String> openAndDead(Dialect dialect) {
		if (dialect == Dialect.POSTGRESQL) {
			return Stream.of(COUNT.formatted(Kind.OPEN, "{DELIVERY}", PartialIndexes.OPEN),
					COUNT.formatted(Kind.DEAD, "{DELIVERY}", PartialIndexes.DEAD));
		}
		String table = dialect.withIndex("{DELIVERY}", "webhook_delivery_status");
		return Stream.of(DeliveryStatus.values())
			.filter((status) -> status.isOpen() || status == DeliveryStatus.DEAD)
			.map((status) -> COUNT.formatted(status.isOpen() ? Kind.OPEN : Kind.DEAD, table,
					"status = '" + status + "'"));
	}

	/**
	 * Looks at each channel, and of more than a thousand at the first.
	 */
	public Map<String, ChannelBacklog> channels(Instant now) {
		this.database.preferIndexes();
		Map<String, Long> leased = (this.database.dialect() == Dialect.POSTGRESQL)
				? this.leases.countByChannel(DeliveryArchive.MAX_SCANNED) : Map.of();
		Set<String> names = new TreeSet<>(leased.keySet());
		names.addAll(this.channels.first(MAX_CHANNELS));
		Map<String, Instant> received = this.receipts.of(names);
		Map<String, ChannelBacklog> backlogs = new TreeMap<>();
		for (String name : names) {
			Map<Kind, Long> counts = counts(name, now);
			backlogs.put(name,
					new ChannelBacklog(bounded(counts.get(Kind.OPEN), leased.getOrDefault(name, 0L)),
							bounded(counts.get(Kind.DUE), 0), bounded(counts.get(Kind.DEAD), 0), oldest(name, now),
							received.get(name)));
		}
		return backlogs;
	}

	private static long bounded(@Nullable Long count, long others) {
		return Math.min(DeliveryArchive.MAX_SCANNED, others + ((count != null) ? count : 0));
	}

	private Map<Kind, Long> counts(String channel, Instant now) {
		int openAndDead = (this.database.dialect() == Dialect.POSTGRESQL) ? 2 : 4;
		List<Object> ofOne = List.of(this.database.application(), channel);
		Stream<Object> first = Collections.nCopies(openAndDead, ofOne).stream().flatMap(List::stream);
		Stream<Object> due = Collections
			.nCopies(2, List.of(this.database.application(), channel, this.database.dialect().bind(now)))
			.stream()
			.flatMap(List::stream);
		Map<Kind, Long> counts = new TreeMap<>();
		this.database.jdbc().query(this.database.sql(this.counts), (row) -> {
			counts.merge(Kind.valueOf(row.getString("kind").strip()), row.getLong("number"), Long::sum);
		}, Stream.concat(first, due).toArray());
		return counts;
	}

	private @Nullable Instant oldest(String channel, Instant now) {
		List<Instant> found = new ArrayList<>();
		for (String sql : this.oldest) {
			this.database.jdbc().query(this.database.sql(sql), (row) -> {
				Instant time = this.database.dialect().time(row, "oldest");
				found.addAll((time != null) ? List.of(time) : List.of());
			}, this.database.application(), channel, this.database.dialect().bind(now));
		}
		return found.isEmpty() ? null : Collections.min(found);
	}

	private enum Kind {

		OPEN, DUE, DEAD

	}

}
