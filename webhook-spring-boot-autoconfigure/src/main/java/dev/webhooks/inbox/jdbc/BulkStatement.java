package dev.webhooks.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * A statement that works on a whole batch in one round trip. Immutable.
 *
 * @param <T> the type of rows
 */
final class BulkStatement<T> {

	private final List<Column<T>> columns;

	BulkStatement(List<Column<T>> columns) {
		this.columns = List.copyOf(columns);
	}

	String names() {
		return this.columns.stream().map(Column::name).collect(Collectors.joining(", "));
	}

	/**
	 * One parameter for each column, for a whole batch in PostgreSQL.
	 */
	String unnest() {
		return "unnest(" + String.join(", ", Collections.nCopies(this.columns.size(), "?")) + ")";
	}

	/**
	 * One parameter for each value.
	 */
	String values(int rows) {
		String row = "(" + String.join(", ", Collections.nCopies(this.columns.size(), "?")) + ")";
		return "VALUES " + String.join(", ", Collections.nCopies(rows, row));
	}

	/**
	 * The values of a batch, row by row.
	 */
	@Nullable Object[] arguments(InboxDialect dialect, List<T> rows) {
		List<@Nullable Object> arguments = new ArrayList<>(rows.size() * this.columns.size());
		for (T row : rows) {
			this.columns.forEach((column) -> arguments.add(dialect.bindNullable(column.value().apply(row))));
		}
		return arguments.toArray();
	}

	/**
	 * Runs a statement of PostgreSQL that takes the batch as arrays.
	 */
	<R> List<R> query(JdbcTemplate jdbc, String sql, List<T> rows, RowMapper<R> mapper) {
		return jdbc.query((connection) -> {
			PreparedStatement statement = connection.prepareStatement(sql);
			bind(statement, 1, rows);
			return statement;
		}, mapper);
	}

	/**
	 * Sets the parameters of {@link #unnest} to the batch.
	 * @return the index of the next parameter
	 */
	int bind(PreparedStatement statement, int first, List<T> rows) throws SQLException {
		for (int i = 0; i < this.columns.size(); i++) {
			statement.setArray(first + i, this.columns.get(i).array(statement.getConnection(), rows));
		}
		return first + this.columns.size();
	}

}
