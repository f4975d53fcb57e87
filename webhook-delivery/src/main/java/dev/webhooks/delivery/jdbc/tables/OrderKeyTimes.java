package dev.webhooks.delivery.jdbc.tables;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.webhooks.delivery.jdbc.database.Database;

/**
 * Tells when order keys are due; the transaction is the caller's.
 */
public final class OrderKeyTimes {

	private static final int MAX_KEYS = 500;

	private final Database database;

	public OrderKeyTimes(Database database) {
		this.database = database;
	}

	/**
	 * Tells when keys are due, but for those that are blocked.
	 */
	public Map<OrderKeyTable.Key, Instant> of(Collection<OrderKeyTable.Key> keys) {
		Map<OrderKeyTable.Key, Instant> times = new HashMap<>();
		List<String> values = keys.stream().map(OrderKeyTable.Key::value).distinct().toList();
		for (int start = 0; start < values.size(); start += MAX_KEYS) {
			read(values.subList(start, Math.min(start + MAX_KEYS, values.size())), Set.copyOf(keys), times);
		}
		return times;
	}

	private void read(List<String> values, Set<OrderKeyTable.Key> wanted, Map<OrderKeyTable.Key, Instant> times) {
		this.database.jdbc()
			.query(this.database.sql("SELECT order_key, target, channel, due_at FROM {ORDER_KEY}",
					"WHERE order_key IN (" + Database.parameters(values.size()) + ") AND due_at IS NOT NULL"),
					(row) -> {
						OrderKeyTable.Key key = new OrderKeyTable.Key(row.getString("order_key"),
								row.getString("target"), row.getString("channel"));
						Instant dueAt = this.database.dialect().time(row, "due_at");
						if (dueAt != null && wanted.contains(key)) {
							times.put(key, dueAt);
						}
					}, values.toArray());
	}

}
