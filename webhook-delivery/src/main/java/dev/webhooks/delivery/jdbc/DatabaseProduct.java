package dev.webhooks.delivery.jdbc;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * The name of a database, as its driver gives it.
 *
 * @param name the name
 */
record DatabaseProduct(String name) {

	/**
	 * Asks a database for its name.
	 * @throws StoreUnavailableException if the database cannot be reached
	 */
	static DatabaseProduct of(DataSource dataSource) {
		try {
			String name = JdbcUtils.extractDatabaseMetaData(dataSource,
					(metaData) -> metaData.getDatabaseProductName());
			return new DatabaseProduct(String.valueOf(name));
		}
		catch (MetaDataAccessException ex) {
			throw new StoreUnavailableException("The database of the store cannot be reached", ex);
		}
	}

	/**
	 * Finds out how to speak to it.
	 * @throws UnsupportedDatabaseException if the store does not know that
	 */
	Dialect dialect() {
		return switch (this.name) {
			case "PostgreSQL" -> Dialect.POSTGRESQL;
			case "MySQL", "MariaDB" -> Dialect.MYSQL;
			case "H2" -> Dialect.H2;
			default -> throw new UnsupportedDatabaseException(this.name);
		};
	}

}
