package dev.webhooks.delivery.jdbc.database;

import java.util.Collections;
import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database of a store, as one application sees it.
 *
 * @param jdbc runs statements
 * @param tables the names of the tables
 * @param dialect what the database does differently
 * @param application whose events are meant
 * @param keys makes keys that the database tells apart
 */
public record Database(JdbcTemplate jdbc, Tables tables, Dialect dialect, String application, KeyText keys) {

	/**
	 * Sees the same with other keys.
	 */
	public Database withKeys(KeyText keys) {
		return new Database(this.jdbc, this.tables, this.dialect, this.application, keys);
	}

	/**
	 * Sees the same with a limit on the time of each statement.
	 * @param seconds the limit
	 */
	public Database withTimeout(int seconds) {
		if (this.dialect == Dialect.H2) {
			// There it is a limit of the connection, which others get from the pool
			return this;
		}
		JdbcTemplate impatient = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()));
		impatient.setQueryTimeout(seconds);
		return new Database(impatient, this.tables, this.dialect, this.application, this.keys);
	}

	/**
	 * Joins the parts of a statement, each on a line of its own, with the names of the
	 * tables and the type of points in time.
	 */
	public String sql(String... parts) {
		return this.tables.in(String.join("\n", parts)).replace("{TIMESTAMP}", this.dialect.timestampType());
	}

	/**
	 * Has what the current transaction asks from now on be found by indexes, whatever the
	 * database knows of its tables: that can be from before a backlog.
	 */
	public void preferIndexes() {
		String sql = this.dialect.preferIndexes();
		if (sql != null) {
			this.jdbc.execute(sql);
		}
	}

	/** As many parameters as there are values, for {@code IN}. */
	public static String parameters(int count) {
		return String.join(", ", Collections.nCopies(count, "?"));
	}

}
