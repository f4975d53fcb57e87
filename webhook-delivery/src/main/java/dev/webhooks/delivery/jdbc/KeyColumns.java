package dev.webhooks.delivery.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.jdbc.database.Column;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;

/**
 * The columns that hold keys, and how the database compares what is in them. The scripts
 * of the store say byte for byte, but tables can be made otherwise, and H2 has one way to
 * compare all texts of a database. Order keys are hashes, which differ in any case.
 */
final class KeyColumns {

	private static final List<Column> COLUMNS = List.of(new Column("{EVENT}", "application"),
			new Column("{EVENT}", "channel"), new Column("{EVENT}", "tenant"), new Column("{EVENT}", "dedupe_key"),
			new Column("{DELIVERY}", "application"), new Column("{DELIVERY}", "channel"),
			new Column("{DELIVERY}", "target"), new Column("{ORDER_KEY}", "target"), new Column("{ATTEMPT}", "target"),
			new Column("{GATE}", "channel"), new Column("{GATE}", "target"));

	/** A text is compared as the column is that it stands with. */
	private static final String COMPARE = "SELECT COUNT(*) FROM (SELECT %s AS k FROM %s WHERE 1 = 0 "
			+ "UNION ALL SELECT 'a' UNION ALL SELECT '\u00e9') t WHERE t.k IN (?, ?, ?)";

	/** In another case, with a space of no width, and composed of two characters. */
	private static final Object[] ALIKE = { "A", "a\u200b", "e\u0301" };

	private static final String DISTINCT = "SELECT COUNT(DISTINCT k) FROM (SELECT target AS k FROM {DELIVERY} "
			+ "WHERE 1 = 0%s) t";

	private final Database database;

	KeyColumns(Database database) {
		this.database = database;
	}

	/**
	 * Finds out which keys the database tells apart.
	 * @throws InexactKeyColumnException if it takes different ones for the same
	 */
	KeyText keys() {
		KeyText keys = KeyText.PLAIN;
		for (Column column : COLUMNS) {
			String table = this.database.sql(column.table());
			boolean exact = count(COMPARE.formatted(column.name(), table), ALIKE) == 0;
			if (!exact && this.database.dialect() != Dialect.H2) {
				throw new InexactKeyColumnException(table, column.name());
			}
			keys = exact ? keys : KeyText.HASHED;
		}
		return keys;
	}

	/**
	 * Tells whether the database tells targets apart.
	 */
	boolean areDistinct(Collection<String> targets) {
		// Elsewhere the columns compare byte for byte
		if (this.database.dialect() != Dialect.H2) {
			return true;
		}
		String values = " UNION ALL SELECT CAST(? AS varchar)".repeat(targets.size());
		return count(this.database.sql(DISTINCT.formatted(values)), targets.toArray()) == targets.size();
	}

	private long count(String sql, Object... arguments) {
		return Objects.requireNonNullElse(this.database.jdbc().queryForObject(sql, Long.class, arguments), 0L);
	}

	private record Column(String table, String name) {

	}

}
