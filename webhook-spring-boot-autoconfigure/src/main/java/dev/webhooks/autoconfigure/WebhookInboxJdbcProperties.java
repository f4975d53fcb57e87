package dev.webhooks.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

import dev.webhooks.inbox.jdbc.JdbcWebhookInbox;

/**
 * {@link ConfigurationProperties Properties} of the inbox in a database.
 */
@ConfigurationProperties("webhooks.inbox.jdbc")
public class WebhookInboxJdbcProperties extends DatabaseInitializationProperties {

	private static final String SCHEMA = "classpath:dev/webhooks/inbox/jdbc/schema-@@platform@@.sql";

	/**
	 * What the names of the tables begin with.
	 */
	private String tablePrefix = JdbcWebhookInbox.DEFAULT_TABLE_PREFIX;

	public WebhookInboxJdbcProperties() {
		setContinueOnError(false);
	}

	public String getTablePrefix() {
		return this.tablePrefix;
	}

	public void setTablePrefix(String tablePrefix) {
		this.tablePrefix = tablePrefix;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return SCHEMA;
	}

}
