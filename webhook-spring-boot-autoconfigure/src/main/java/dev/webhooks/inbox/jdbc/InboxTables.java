package dev.webhooks.inbox.jdbc;

import java.util.List;
import java.util.Locale;

import org.springframework.util.Assert;

/**
 * The names of the tables. Immutable.
 */
final class InboxTables {

	private static final List<String> NAMES = List.of("EVENT", "DELIVERY", "ORDER_KEY", "LEASE", "NODE");

	private final String prefix;

	InboxTables(String prefix) {
		Assert.isTrue(JdbcInboxSettings.isTablePrefix(prefix), "'tablePrefix' is not the beginning of a name");
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
