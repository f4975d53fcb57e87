package dev.webhooks.delivery.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * Finds the order keys of deliveries, in the order in which keys are locked everywhere.
 */
final class DeliveryKeys {

	private static final String KEYS = """
			SELECT event_id, target, channel, order_key FROM %s WHERE event_id IN (%s)
			AND order_key IS NOT NULL""";

	private static final int MAX_EVENTS = 500;

	private final Database database;

	DeliveryKeys(Database database) {
		this.database = database;
	}

	/**
	 * Finds the keys of an event, one for each target.
	 */
	SortedSet<OrderKeyTable.Key> of(UUID event) {
		SortedSet<OrderKeyTable.Key> keys = new TreeSet<>();
		find(List.of(event)).forEach((keyed) -> keys.add(keyed.key));
		return keys;
	}

	/**
	 * Finds the keys of deliveries, each with its deliveries.
	 */
	SortedMap<OrderKeyTable.Key, List<DeliveryId>> of(Collection<DeliveryId> deliveries) {
		Set<DeliveryId> ids = Set.copyOf(deliveries);
		SortedMap<OrderKeyTable.Key, List<DeliveryId>> byKey = new TreeMap<>();
		find(ids.stream().map(DeliveryId::event).distinct().toList()).forEach((keyed) -> {
			if (ids.contains(keyed.id)) {
				byKey.computeIfAbsent(keyed.key, (key) -> new ArrayList<>()).add(keyed.id);
			}
		});
		return byKey;
	}

	private List<Keyed> find(List<UUID> events) {
		Dialect dialect = this.database.dialect();
		List<Keyed> keys = new ArrayList<>();
		for (int start = 0; start < events.size(); start += MAX_EVENTS) {
			List<UUID> some = events.subList(start, Math.min(start + MAX_EVENTS, events.size()));
			keys.addAll(this.database.jdbc()
				.query(this.database
					.sql(KEYS.formatted(dialect.withPrimaryKey("{DELIVERY}"), Database.parameters(some.size()))),
						this::keyed, some.stream().map(dialect::bind).toArray()));
		}
		return keys;
	}

	private Keyed keyed(ResultSet row, int number) throws SQLException {
		DeliveryId id = new DeliveryId(this.database.dialect().uuid(row, "event_id"), row.getString("target"));
		return new Keyed(id, new OrderKeyTable.Key(row.getString("order_key"), id.target(), row.getString("channel")));
	}

	/** A delivery and its order key. */
	private record Keyed(DeliveryId id, OrderKeyTable.Key key) {

	}

}
