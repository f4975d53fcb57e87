package dev.webhooks.delivery.jdbc.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.EventHead;
import dev.webhooks.delivery.jdbc.tables.EventTable;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;

/**
 * Finds out when the latest event of a channel was received, by one look into an index
 * for each target or status; transactions are the caller's.
 */
final class LastReceipts {

	/** Of a channel with more targets the latest of all events are looked at. */
	private static final int MAX_TARGETS = 64;

	private static final int LATEST = 1000;

	private static final String LAST = "SELECT event_id FROM %s WHERE application = ? AND channel = ? AND %s "
			+ "ORDER BY %s LIMIT 1";

	private static final String AMONG_LATEST = "SELECT event_id FROM (SELECT event_id, application, channel "
			+ "FROM {DELIVERY} ORDER BY event_id DESC, target DESC LIMIT " + LATEST + ") latest "
			+ "WHERE application = ? AND channel = ? ORDER BY event_id DESC LIMIT 1";

	private final Database database;

	private final EventTable events;

	private final StoredDestinations destinations;

	LastReceipts(Database database) {
		this.database = database;
		this.events = new EventTable(database);
		this.destinations = new StoredDestinations(database);
	}

	/**
	 * Finds out when the latest event of each channel was received.
	 */
	Map<String, Instant> of(Collection<String> channels) {
		Map<String, UUID> last = new HashMap<>();
		for (String channel : channels) {
			ids(channel).max(LeaseTable.ORDER).ifPresent((id) -> last.put(channel, id));
		}
		Map<UUID, EventHead> heads = this.events.heads(List.copyOf(Set.copyOf(last.values())));
		Map<String, Instant> received = new HashMap<>();
		last.forEach((channel, id) -> {
			EventHead head = heads.get(id);
			if (head != null) {
				received.put(channel, head.receivedAt());
			}
		});
		return received;
	}

	private Stream<UUID> ids(String channel) {
		if (this.database.dialect() == Dialect.POSTGRESQL) {
			return Stream.concat(id(LAST.formatted("{DELIVERY}", PartialIndexes.OPEN, "event_id DESC"), channel),
					idsOfTargets(channel));
		}
		String table = this.database.dialect().withIndex("{DELIVERY}", "webhook_delivery_status");
		// H2 reads an index backwards only if it is told all its columns
		String order = (this.database.dialect() == Dialect.H2)
				? "application DESC, channel DESC, status DESC, event_id DESC, target DESC" : "event_id DESC";
		return Stream.of(DeliveryStatus.values())
			.flatMap((status) -> id(LAST.formatted(table, "status = '" + status + "'", order), channel));
	}

	private Stream<UUID> idsOfTargets(String channel) {
		List<Destination> targets = this.destinations.of(channel, null, MAX_TARGETS);
		if (targets == null) {
			return id(AMONG_LATEST, channel);
		}
		String last = LAST.formatted("{DELIVERY}", "target = ? AND next_attempt_at IS NULL", "event_id DESC");
		return targets.stream().flatMap((destination) -> id(last, channel, destination.target()));
	}

	private Stream<UUID> id(String sql, String... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		return this.database.jdbc()
			.query(this.database.sql(sql), (row, number) -> this.database.dialect().uuid(row, "event_id"),
					all.toArray())
			.stream();
	}

}
