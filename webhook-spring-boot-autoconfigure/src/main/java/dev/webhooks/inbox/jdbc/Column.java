package dev.webhooks.inbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One value of each row of a batch.
 *
 * @param <T> the type of rows
 * @param name the name of the column
 * @param type the type of the column in PostgreSQL
 * @param value gives a UUID, a time, a text, a number, bytes or {@code null}
 */
record Column<T>(String name, String type, Function<T, @Nullable Object> value) {

	/**
	 * The values of a batch as an array of PostgreSQL.
	 */
	java.sql.Array array(Connection connection, List<T> rows) throws SQLException {
		if (this.type.equals("bytea")) {
			byte[][] bytes = rows.stream().map((row) -> (byte[]) this.value.apply(row)).toArray(byte[][]::new);
			return connection.createArrayOf(this.type, bytes);
		}
		String[] texts = rows.stream().map((row) -> text(this.value.apply(row))).toArray(String[]::new);
		return connection.createArrayOf(this.type, texts);
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
