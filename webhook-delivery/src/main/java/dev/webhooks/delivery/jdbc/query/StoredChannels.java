package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * Finds the channels that have deliveries, by one look into an index for each;
 * transactions are the caller's.
 */
final class StoredChannels {

	private final List<IndexedDestinations> all;

	private final List<IndexedDestinations> open;

	private final List<IndexedDestinations> dead;

	StoredChannels(Database database) {
		IndexedDestinations any = IndexedDestinations.ofDeliveries(database, "webhook_delivery_target",
				"next_attempt_at IS NULL");
		if (database.dialect() == Dialect.POSTGRESQL) {
			this.open = List.of(IndexedDestinations.ofChannels(database, PartialIndexes.OPEN));
			this.dead = List.of(IndexedDestinations.ofChannels(database, PartialIndexes.DEAD));
			this.all = List.of(any, this.open.get(0));
		}
		else {
			this.all = List.of(any);
			this.open = this.all;
			this.dead = this.all;
		}
	}

	/**
	 * Finds the first of those that have deliveries of any kind.
	 * @param most more are not looked for
	 * @return the channels, in order
	 */
	List<String> first(int most) {
		TreeSet<String> found = new TreeSet<>();
		for (IndexedDestinations index : this.all) {
			String channel = index.nextChannel("");
			for (int i = 0; i < most && channel != null; i++) {
				found.add(channel);
				channel = index.nextChannel(channel);
			}
		}
		return found.stream().limit(most).toList();
	}

	/**
	 * Finds those that may have dead deliveries, or open ones that are not in the batch
	 * with which they were leased first.
	 */
	@Nullable List<String> of(boolean dead, int most) {
		return find(dead ? this.dead : this.open, most);
	}

	private static @Nullable List<String> find(List<IndexedDestinations> indexes, int most) {
		TreeSet<String> found = new TreeSet<>();
		for (IndexedDestinations index : indexes) {
			String channel = index.nextChannel("");
			while (channel != null && found.size() <= most) {
				found.add(channel);
				channel = index.nextChannel(channel);
			}
		}
		return (found.size() <= most) ? new ArrayList<>(found) : null;
	}

}
