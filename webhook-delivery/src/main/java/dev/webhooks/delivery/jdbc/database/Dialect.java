package dev.webhooks.delivery.jdbc.database;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Differences between databases.
 */
public enum Dialect {

	/** Takes whole batches as arrays. */
	POSTGRESQL {

		@Override
		public String thenJoin(String table, String alias, String condition) {
			return "CROSS JOIN LATERAL (SELECT * FROM " + table + " t WHERE " + condition.replace(alias + ".", "t.")
					+ " OFFSET 0) " + alias;
		}

		@Override
		public String preferIndexes() {
			return "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), "
					+ "set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true)";
		}

	},

	/** MySQL and MariaDB, which have no UUIDs and no times with an offset in common. */
	MYSQL {

		@Override
		public Object bind(Object value) {
			if (value instanceof UUID uuid) {
				return ByteBuffer.allocate(16)
					.putLong(uuid.getMostSignificantBits())
					.putLong(uuid.getLeastSignificantBits())
					.array();
			}
			if (value instanceof Instant instant) {
				return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
			}
			return value;
		}

		@Override
		public UUID uuid(ResultSet row, String column) throws SQLException {
			ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
			return new UUID(bytes.getLong(), bytes.getLong());
		}

		@Override
		public @Nullable Instant time(ResultSet row, String column) throws SQLException {
			LocalDateTime time = row.getObject(column, LocalDateTime.class);
			return (time != null) ? time.toInstant(ZoneOffset.UTC) : null;
		}

		@Override
		public String timestampType() {
			return "datetime(6)";
		}

		@Override
		public String withIndex(String table, String index) {
			return table + " FORCE INDEX (" + index + ")";
		}

		@Override
		public String thenJoin(String table, String alias, String condition) {
			return "STRAIGHT_JOIN " + table + " " + alias + " ON " + condition;
		}

		@Override
		public String deleteFrom(String table) {
			return "DELETE t FROM " + withPrimaryKey(table + " t");
		}

	},

	/** Reports a duplicate without spoiling the transaction, and plans by guesses. */
	H2 {

		@Override
		public String withIndex(String table, String index) {
			return table + " USE INDEX (" + index.replace("webhook_", "{INDEX}") + ")";
		}

		@Override
		public String withPrimaryKey(String table) {
			return table;
		}

		@Override
		public String withoutIndex(String column) {
			return "COALESCE(" + column + ", '')";
		}

		@Override
		public boolean locksInOrder() {
			return false;
		}

	};

	/**
	 * Makes of a value what the driver takes.
	 */
	public Object bind(Object value) {
		return (value instanceof Instant instant)
				? OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC) : value;
	}

	/**
	 * Makes of a value what the driver takes.
	 */
	public @Nullable Object bindNullable(@Nullable Object value) {
		return (value != null) ? bind(value) : null;
	}

	/**
	 * The type of points in time.
	 */
	public String timestampType() {
		return "timestamp(6) with time zone";
	}

	/**
	 * Names the index by which rows are found, where the optimizer may not know: what it
	 * knows of a table can be from before a backlog.
	 */
	public String withIndex(String table, String index) {
		return table;
	}

	/**
	 * Has rows be found by the primary key, or read in its order.
	 */
	public String withPrimaryKey(String table) {
		return withIndex(table, "PRIMARY");
	}

	/**
	 * Has no row be found by a column, whose values say little.
	 */
	public String withoutIndex(String column) {
		return column;
	}

	/**
	 * Joins another table to what was found of those before it, row by row.
	 */
	public String thenJoin(String table, String alias, String condition) {
		return "JOIN " + table + " " + alias + " ON " + condition;
	}

	/**
	 * Deletes from a table what is found by its primary key.
	 */
	public String deleteFrom(String table) {
		return "DELETE FROM " + table;
	}

	/**
	 * Whether the first rows in the order of an index are locked without reading all.
	 */
	public boolean locksInOrder() {
		return true;
	}

	/**
	 * The statement that has the others of a transaction find rows by indexes, if there
	 * is one.
	 */
	public @Nullable String preferIndexes() {
		return null;
	}

	public UUID uuid(ResultSet row, String column) throws SQLException {
		return row.getObject(column, UUID.class);
	}

	public @Nullable Instant time(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
