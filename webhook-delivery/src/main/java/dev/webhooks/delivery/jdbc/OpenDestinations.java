package dev.webhooks.delivery.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;

/**
 * Finds the destinations that have open deliveries, by one look into an index for each,
 * however many deliveries they have; transactions are the caller's.
 */
final class OpenDestinations {

	/** The row that comes next in the index of what is due. */
	private static final String FIRST = "SELECT %s FROM %s WHERE application = ? %s AND %1$s > ? "
			+ "ORDER BY application, channel, target LIMIT 1";

	/** As before, where that is known to be one look into an index. */
	private static final String LEAST = "SELECT MIN(%s) FROM %s WHERE application = ? %s AND %1$s > ?";

	private final Database database;

	private final List<String> tables;

	OpenDestinations(Database database) {
		this.database = database;
		this.tables = List.of(switch (database.dialect()) {
			case POSTGRESQL -> FIRST.formatted("%1$s", "{DELIVERY}", "%2$s AND next_attempt_at IS NOT NULL");
			case MYSQL -> LEAST.formatted("%1$s", "{DELIVERY}", "%2$s");
			case H2 ->
				FIRST.formatted("%1$s", database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_due"), "%2$s");
		}, LEAST.formatted("%1$s", "{ORDER_KEY}", "%2$s"));
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
		this.tables.forEach((sql) -> found.addAll(next(sql, after, limit)));
		return found.stream().limit(limit).toList();
	}

	private List<Destination> next(String sql, @Nullable Destination after, int limit) {
		List<Destination> found = new ArrayList<>();
		String channel = (after != null) ? after.channel() : text(sql, "channel", "", "");
		String target = (after != null) ? after.target() : "";
		while (channel != null && found.size() < limit) {
			target = text(sql, "target", "AND channel = ? ", target, channel);
			if (target != null) {
				found.add(new Destination(channel, target));
			}
			else {
				channel = text(sql, "channel", "", channel);
				target = "";
			}
		}
		return found;
	}

	/**
	 * Finds the value of a column that comes next. H2 begins with what is equal, however
	 * many rows that are, so that it is told a text right behind it: no name has such a
	 * character.
	 */
	private @Nullable String text(String sql, String column, String condition, String last, String... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		all.add((this.database.dialect() == Dialect.H2) ? last + '\u0001' : last);
		return this.database.jdbc()
			.queryForList(this.database.sql(sql.formatted(column, condition)), String.class, all.toArray())
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
