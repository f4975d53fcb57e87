package dev.webhooks.delivery.jdbc;

import java.util.List;
import java.util.Locale;

import org.springframework.util.Assert;

/**
 * The names of the tables. Immutable.
 */
final class Tables {

	private static final List<String> NAMES = List.of("EVENT", "DELIVERY", "ORDER_KEY", "LEASE", "NODE", "ATTEMPT",
			"GATE", "ALERT");

	private final String prefix;

	Tables(String prefix) {
		Assert.isTrue(JdbcStoreSettings.isTablePrefix(prefix), "'tablePrefix' is not the beginning of a name");
		this.prefix = prefix;
	}

	List<String> all() {
		return NAMES.stream().map(this::name).toList();
	}

	private String name(String table) {
		return this.prefix + table.toLowerCase(Locale.ROOT);
	}

	/**
	 * Puts names in the place of {@code EVENT}, {@code DELIVERY} and so on in braces, and
	 * what the names of indexes begin with in that of {@code INDEX}.
	 */
	String in(String sql) {
		String named = sql;
		for (String table : NAMES) {
			named = named.replace("{" + table + "}", name(table));
		}
		return named.replace("{INDEX}", this.prefix.substring(this.prefix.lastIndexOf('.') + 1));
	}

}
