package dev.webhooks.delivery.jdbc;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.query.IndexedDestinations;

/**
 * Finds the destinations that have open deliveries; transactions are the caller's.
 */
final class OpenDestinations {

	private final Database database;

	private final List<IndexedDestinations> indexes;

	OpenDestinations(Database database) {
		this.database = database;
		this.indexes = List.of(
				IndexedDestinations.ofDeliveries(database, "webhook_delivery_due", "next_attempt_at IS NOT NULL"),
				IndexedDestinations.ofOrderKeys(database));
	}

	/**
	 * Finds all of them.
	 */
	List<Destination> all() {
		return next(null, Integer.MAX_VALUE);
	}

	/**
	 * Finds those that come next.
	 * @param after the destination after which to look, or {@code null} for the first
	 * @param limit how many at the most
	 * @return the destinations, in order
	 */
	List<Destination> next(@Nullable Destination after, int limit) {
		this.database.preferIndexes();
		TreeSet<Destination> found = new TreeSet<>();
		this.indexes.forEach((index) -> found.addAll(index.next(after, limit)));
		return found.stream().limit(limit).toList();
	}

}
