package dev.webhooks.sender.endpoint.jdbc;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * The database of a store of endpoints, as one application sees it.
 *
 * @param jdbc runs statements
 * @param dialect what the database does differently
 * @param application whose endpoints are meant
 * @param prefix what the names of the tables begin with
 */
record EndpointDatabase(JdbcTemplate jdbc, Dialect dialect, String application, String prefix) {

	private static final List<String> TABLES = List.of("ENDPOINT", "SECRET", "REVISION");

	EndpointDatabase {
		Assert.isTrue(JdbcStoreSettings.isTablePrefix(prefix), "'tablePrefix' is not the beginning of a name");
	}

	/**
	 * The names of all tables.
	 */
	List<String> tables() {
		return TABLES.stream().map((table) -> sql("{" + table + "}")).toList();
	}

	/**
	 * Joins the parts of a statement, with the names of tables in the place of
	 * {@code ENDPOINT}, {@code SECRET} and {@code REVISION} in braces.
	 */
	String sql(String... parts) {
		return String.join(" ", parts)
			.replace("{ENDPOINT}", this.prefix + "endpoint")
			.replace("{SECRET}", this.prefix + "secret")
			.replace("{REVISION}", this.prefix + "revision");
	}

	/**
	 * Runs a statement that changes rows.
	 * @return how many it has changed
	 */
	int update(String sql, @Nullable Object... arguments) {
		return this.jdbc.update(sql(sql), bound(arguments));
	}

	/**
	 * Makes of values what the driver takes.
	 */
	@Nullable Object[] bound(@Nullable Object... arguments) {
		@Nullable Object[] bound = new @Nullable Object[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			bound[i] = this.dialect.bindNullable(arguments[i]);
		}
		return bound;
	}

}
