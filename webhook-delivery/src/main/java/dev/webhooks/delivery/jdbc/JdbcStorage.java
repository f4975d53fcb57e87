package dev.webhooks.delivery.jdbc;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import dev.webhooks.Internal;
import dev.webhooks.delivery.jdbc.database.CallerTransaction;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.database.StatementLimit;
import dev.webhooks.delivery.jdbc.database.Tables;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Opens the tables of a relational database, which several nodes and several applications
 * may share.
 */
public final class JdbcStorage {

	/**
	 * Prefix of the names of the tables if nothing else is said.
	 */
	public static final String DEFAULT_TABLE_PREFIX = "webhook_";

	private static final int TIMEOUT_SECONDS = 5;

	private JdbcStorage() {
	}

	/**
	 * Opens the tables. Transactions are the storage's own, except for those of
	 * transactional handlers.
	 * @param dataSource the database
	 * @param settings whose messages they hold, and where
	 * @param transactionManager runs the transactions of transactional handlers, for the
	 * same data source, or {@code null} if there are none
	 * @return the storage
	 * @throws UnsupportedDatabaseException if the database is of a kind that is not
	 * supported
	 * @throws MissingTableException if the tables are not there
	 * @throws InexactKeyColumnException if the tables take different keys for the same
	 * @throws UnusableDatabaseException if the database cannot do all that is needed
	 */
	public static DeliveryStorage open(DataSource dataSource, JdbcStoreSettings settings,
			@Nullable PlatformTransactionManager transactionManager) {
		Database plain = new Database(new JdbcTemplate(dataSource), new Tables(settings.tablePrefix()),
				DatabaseProduct.of(dataSource).dialect(), settings.application(), KeyText.PLAIN);
		DatabaseCheck.checkTables(plain);
		KeyColumns keyColumns = new KeyColumns(plain);
		Database database = plain.withKeys(keyColumns.keys());
		Transactions transactions = new Transactions(dataSource, new JdbcTransactionManager(dataSource),
				transactionManager, settings.maxTransactions());
		JdbcParts parts = JdbcParts.of(database, database.withTimeout(TIMEOUT_SECONDS));
		new DatabaseCheck(transactions, parts).run();
		StatementLimit limit = new StatementLimit(database.jdbc(), database.dialect());
		return new DeliveryStorage(
				new JdbcDeliveryStore(transactions, CallerTransaction.of(dataSource), keyColumns, parts, limit,
						settings.maxTransactions()),
				new JdbcDeliveryArchive(transactions, parts), new JdbcDeliveryRetention(transactions, parts),
				new JdbcAlertStore(transactions, parts.alerts()));
	}

	/**
	 * Checks that a database is of a kind that is supported, whether or not it has the
	 * tables.
	 * @param dataSource the database
	 * @throws UnsupportedDatabaseException if it is not
	 */
	public static void requireSupported(DataSource dataSource) {
		DatabaseProduct.of(dataSource).dialect();
	}

	/**
	 * Finds out how to speak to a database.
	 * @throws UnsupportedDatabaseException if it is of a kind that is not supported
	 */
	@Internal
	public static Dialect dialectOf(DataSource dataSource) {
		return DatabaseProduct.of(dataSource).dialect();
	}

}
