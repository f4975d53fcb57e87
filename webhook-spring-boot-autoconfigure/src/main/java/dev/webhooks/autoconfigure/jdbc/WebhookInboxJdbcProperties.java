package dev.webhooks.autoconfigure.jdbc;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

import dev.webhooks.delivery.jdbc.JdbcStorage;

/**
 * {@link ConfigurationProperties Properties} of the inbox in a database.
 */
@ConfigurationProperties("webhooks.inbox.jdbc")
public class WebhookInboxJdbcProperties extends DatabaseInitializationProperties {

	private static final String SCHEMA = "classpath:dev/webhooks/delivery/jdbc/schema-@@platform@@.sql";

	/**
	 * Prefix of the names of the tables.
	 */
	private String tablePrefix = JdbcStorage.DEFAULT_TABLE_PREFIX;

	/**
	 * Bean name of the DataSource that the tables are in, where there are several and
	 * none or another one is primary.
	 */
	private @Nullable String dataSource;

	/**
	 * Bean name of the transaction manager of transactional listeners, where there are
	 * several. It has to be for the same DataSource.
	 */
	private @Nullable String transactionManager;

	public WebhookInboxJdbcProperties() {
		setContinueOnError(false);
	}

	public String getTablePrefix() {
		return this.tablePrefix;
	}

	public void setTablePrefix(String tablePrefix) {
		this.tablePrefix = tablePrefix;
	}

	public @Nullable String getDataSource() {
		return this.dataSource;
	}

	public void setDataSource(@Nullable String dataSource) {
		this.dataSource = dataSource;
	}

	public @Nullable String getTransactionManager() {
		return this.transactionManager;
	}

	public void setTransactionManager(@Nullable String transactionManager) {
		this.transactionManager = transactionManager;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return SCHEMA;
	}

}
