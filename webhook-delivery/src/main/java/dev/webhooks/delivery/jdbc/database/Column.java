package dev.webhooks.delivery.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
public record Column<T>(String name, String type, Function<T, @Nullable Object> value) {

	/**
	 * The values of a batch as an array of PostgreSQL.
	 */
	public java.sql.Array array(Connection connection, List<T> rows) throws SQLException {
		return array(connection, values(rows), rows.size());
	}

	/**
	 * The values of a batch as an array of PostgreSQL, which is cut to one value if all
	 * are the same.
	 */
	public java.sql.Array shortArray(Connection connection, List<T> rows) throws SQLException {
		@Nullable Object[] values = values(rows);
		boolean same = Arrays.stream(values).allMatch((value) -> Objects.equals(value, values[0]));
		return array(connection, values, same ? Math.min(1, values.length) : values.length);
	}

	private @Nullable Object[] values(List<T> rows) {
		return rows.stream().map(this.value).toArray();
	}

	private java.sql.Array array(Connection connection, @Nullable Object[] values, int length) throws SQLException {
		boolean bytes = this.type.equals("bytea");
		@Nullable Object[] elements = bytes ? new byte[length][] : new String[length];
		for (int i = 0; i < length; i++) {
			Object value = values[i];
			elements[i] = (value == null || bytes) ? value : value.toString();
		}
		return connection.createArrayOf(this.type, elements);
	}

}
