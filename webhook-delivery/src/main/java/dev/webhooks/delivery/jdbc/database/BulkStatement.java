package dev.webhooks.delivery.jdbc.database;

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
public final class BulkStatement<T> {

	private final List<Column<T>> columns;

	public BulkStatement(List<Column<T>> columns) {
		this.columns = List.copyOf(columns);
	}

	public String names() {
		return this.columns.stream().map(Column::name).collect(Collectors.joining(", "));
	}

	/**
	 * The rows of a batch, whose columns are arrays, one parameter each: PostgreSQL. Only
	 * the first column is unnested, because that copies each value several times, and the
	 * last value of an array stands for all that are missing.
	 */
	public String select() {
		Column<T> first = this.columns.get(0);
		String arrays = this.columns.stream()
			.map((column) -> "?::" + column.type() + "[] AS " + column.name())
			.collect(Collectors.joining(", "));
		String rest = this.columns.stream()
			.skip(1)
			.map((column) -> ", a.%1$s[LEAST(r.i, cardinality(a.%1$s))] AS %1$s".formatted(column.name()))
			.collect(Collectors.joining());
		return "SELECT r.first AS %s%s FROM (SELECT %s) a, unnest(a.%s) WITH ORDINALITY AS r(first, i)"
			.formatted(first.name(), rest, arrays, first.name());
	}

	/**
	 * One parameter for each value.
	 */
	public String values(int rows) {
		String row = "(" + String.join(", ", Collections.nCopies(this.columns.size(), "?")) + ")";
		return "VALUES " + String.join(", ", Collections.nCopies(rows, row));
	}

	/**
	 * The values of a batch, row by row.
	 */
	public @Nullable Object[] arguments(Dialect dialect, List<T> rows) {
		List<@Nullable Object> arguments = new ArrayList<>(rows.size() * this.columns.size());
		for (T row : rows) {
			this.columns.forEach((column) -> arguments.add(dialect.bindNullable(column.value().apply(row))));
		}
		return arguments.toArray();
	}

	/**
	 * Runs a statement of PostgreSQL that takes the batch as arrays.
	 */
	public <R> List<R> query(JdbcTemplate jdbc, String sql, List<T> rows, RowMapper<R> mapper) {
		return jdbc.query((connection) -> {
			PreparedStatement statement = connection.prepareStatement(sql);
			bind(statement, 1, rows);
			return statement;
		}, mapper);
	}

	/**
	 * Sets the parameters of {@link #select} to the batch.
	 * @return the index of the next parameter
	 */
	public int bind(PreparedStatement statement, int first, List<T> rows) throws SQLException {
		for (int i = 0; i < this.columns.size(); i++) {
			Column<T> column = this.columns.get(i);
			statement.setArray(first + i, (i == 0) ? column.array(statement.getConnection(), rows)
					: column.shortArray(statement.getConnection(), rows));
		}
		return first + this.columns.size();
	}

}
