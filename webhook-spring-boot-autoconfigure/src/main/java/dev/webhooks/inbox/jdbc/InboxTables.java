package dev.webhooks.inbox.jdbc;

import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * The names of the tables. Immutable.
 */
final class InboxTables {

	private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.\"`]*");

	private final String prefix;

	InboxTables(String prefix) {
		Assert.isTrue(PREFIX.matcher(prefix).matches(), "A table prefix holds letters, digits, '_' and '.' only");
		this.prefix = prefix;
	}

	/**
	 * Puts the names in the place of {@code EVENT}, {@code DELIVERY} and {@code LEASE} in
	 * braces.
	 */
	String in(String sql) {
		return sql.replace("{EVENT}", this.prefix + "event")
			.replace("{DELIVERY}", this.prefix + "delivery")
			.replace("{LEASE}", this.prefix + "lease");
	}

}
