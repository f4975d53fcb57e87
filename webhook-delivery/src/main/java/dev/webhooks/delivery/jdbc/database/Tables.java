package dev.webhooks.delivery.jdbc.database;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * The names of the tables. Immutable.
 */
public final class Tables {

	private static final Pattern TABLE_PREFIX = Pattern
		.compile("(?:(?:[A-Za-z0-9_]+|\"[^\"]+\"|`[^`]+`)\\.){0,2}[A-Za-z0-9_]*");

	private static final List<String> NAMES = List.of("EVENT", "DELIVERY", "ORDER_KEY", "LEASE", "NODE", "ATTEMPT",
			"GATE", "ALERT");

	private final String prefix;

	public Tables(String prefix) {
		Assert.isTrue(isPrefix(prefix), "'tablePrefix' is not the beginning of a name");
		this.prefix = prefix;
	}

	public List<String> all() {
		return NAMES.stream().map(this::name).toList();
	}

	private String name(String table) {
		return this.prefix + table.toLowerCase(Locale.ROOT);
	}

	/**
	 * Puts names in the place of {@code EVENT}, {@code DELIVERY} and so on in braces, and
	 * what the names of indexes begin with in that of {@code INDEX}.
	 */
	public String in(String sql) {
		String named = sql;
		for (String table : NAMES) {
			named = named.replace("{" + table + "}", name(table));
		}
		return named.replace("{INDEX}", this.prefix.substring(this.prefix.lastIndexOf('.') + 1));
	}

	/**
	 * Tells whether the names of tables can begin with a text.
	 */
	public static boolean isPrefix(String prefix) {
		return TABLE_PREFIX.matcher(prefix).matches();
	}

}
