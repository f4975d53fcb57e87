package dev.webhooks.inbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
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
	 * The values of a batch as an array of PostgreSQL, which is empty where there are
	 * none but nulls: what is missing at the end is null.
	 */
	java.sql.Array array(Connection connection, List<T> rows) throws SQLException {
		boolean bytes = this.type.equals("bytea");
		Object[] values = bytes ? new byte[rows.size()][] : new String[rows.size()];
		boolean empty = true;
		for (int i = 0; i < values.length; i++) {
			Object value = this.value.apply(rows.get(i));
			values[i] = (value == null || bytes) ? value : value.toString();
			empty &= value == null;
		}
		return connection.createArrayOf(this.type, empty ? Arrays.copyOf(values, 0) : values);
	}

}
