package dev.webhooks.delivery.jdbc;

import org.springframework.util.Assert;

import dev.webhooks.delivery.jdbc.database.Tables;

/**
 * Whose events a {@link JdbcStorage} holds, and where. Immutable.
 *
 * @param application the application whose events they are: others may have their own in
 * the same tables; up to 100 characters
 * @param tablePrefix what the names of the tables begin with
 * @param maxTransactions how many transactional deliveries may run at once, each of which
 * holds a connection; at least 1, and fewer than there are connections
 */
public record JdbcStoreSettings(String application, String tablePrefix, int maxTransactions) {

	/**
	 * How long the name of an application may be.
	 */
	public static final int MAX_APPLICATION_LENGTH = 100;

	public JdbcStoreSettings {
		Assert.isTrue(!application.isBlank() && application.length() <= MAX_APPLICATION_LENGTH,
				"'application' must have from 1 to " + MAX_APPLICATION_LENGTH + " characters");
		Assert.isTrue(maxTransactions >= 1, "'maxTransactions' must be at least 1");
	}

	/**
	 * Makes the settings of an application, with the usual names of tables and without a
	 * limit.
	 * @param application the application
	 * @return the settings
	 */
	public static JdbcStoreSettings of(String application) {
		return new JdbcStoreSettings(application, JdbcStorage.DEFAULT_TABLE_PREFIX, Integer.MAX_VALUE);
	}

	/**
	 * Tells whether the names of tables can begin with a text.
	 * @param prefix letters, digits and underscores, behind a schema and a dot if need
	 * be, which may be quoted
	 * @return whether they can
	 */
	public static boolean isTablePrefix(String prefix) {
		return Tables.isPrefix(prefix);
	}

}
