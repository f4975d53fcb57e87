package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * Finds the destinations that stand in an index, by one look into it for each, however
 * many rows they have; transactions are the caller's.
 */
public final class IndexedDestinations {

	/** The row that comes next in an index. */
	private static final String FIRST = "SELECT %%s FROM %s WHERE application = ? %%s %s AND %%1$s > ? "
			+ "ORDER BY application, channel, target LIMIT 1";

	private static final String CHANNEL = "SELECT %%s FROM %s WHERE application = ? %%s AND %s AND %%1$s > ? "
			+ "ORDER BY application, channel LIMIT 1";

	/** As before, where that is known to be one look into an index. */
	private static final String LEAST = "SELECT MIN(%%s) FROM %s WHERE application = ? %%s AND %%1$s > ?";

	private final Database database;

	private final String sql;

	private IndexedDestinations(Database database, String sql) {
		this.database = database;
		this.sql = sql;
	}

	/**
	 * Looks into an index of deliveries.
	 * @param index the name of the index
	 * @param condition of the rows that are in it, where it is a part of them
	 */
	public static IndexedDestinations ofDeliveries(Database database, String index, String condition) {
		return new IndexedDestinations(database, switch (database.dialect()) {
			case POSTGRESQL -> FIRST.formatted("{DELIVERY}", "AND " + condition);
			case MYSQL -> LEAST.formatted("{DELIVERY}");
			case H2 -> FIRST.formatted(database.dialect().withIndex("{DELIVERY} d", index), "");
		});
	}

	/**
	 * Looks for channels alone into an index of some deliveries in which targets do not
	 * come next.
	 * @param condition of the rows that are in it
	 */
	static IndexedDestinations ofChannels(Database database, String condition) {
		return new IndexedDestinations(database, CHANNEL.formatted("{DELIVERY}", condition));
	}

	/**
	 * Looks into the index of order keys.
	 */
	public static IndexedDestinations ofOrderKeys(Database database) {
		return new IndexedDestinations(database, LEAST.formatted("{ORDER_KEY}"));
	}

	/**
	 * Finds those that come next.
	 * @param after the destination after which to look, or {@code null} for the first
	 * @param limit how many at the most
	 */
	public List<Destination> next(@Nullable Destination after, int limit) {
		List<Destination> found = new ArrayList<>();
		String channel = (after != null) ? after.channel() : nextChannel("");
		String target = (after != null) ? after.target() : "";
		while (channel != null && found.size() < limit) {
			target = nextTarget(channel, target);
			if (target != null) {
				found.add(new Destination(channel, target));
			}
			else {
				channel = nextChannel(channel);
				target = "";
			}
		}
		return found;
	}

	public @Nullable String nextChannel(String after) {
		return text("channel", "", after);
	}

	public @Nullable String nextTarget(String channel, String after) {
		return text("target", "AND channel = ?", after, channel);
	}

	/**
	 * Finds the value of a column that comes next. H2 begins with what is equal, however
	 * many rows that are, so that it is told a text right behind it: no name has such a
	 * character.
	 */
	private @Nullable String text(String column, String condition, String last, String... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		all.add((this.database.dialect() == Dialect.H2) ? last + '\u0001' : last);
		return this.database.jdbc()
			.queryForList(this.database.sql(this.sql.formatted(column, condition)), String.class, all.toArray())
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
