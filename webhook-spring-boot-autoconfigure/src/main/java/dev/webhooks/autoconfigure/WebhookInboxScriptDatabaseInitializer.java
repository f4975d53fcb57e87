package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import dev.webhooks.inbox.jdbc.JdbcWebhookInbox;

/**
 * {@link DataSourceScriptDatabaseInitializer} for the tables of the inbox. The prefix of
 * the tables takes the place of the usual one in the script.
 */
public class WebhookInboxScriptDatabaseInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<WebhookInboxJdbcProperties> {

	private final String tablePrefix;

	/**
	 * Creates an initializer.
	 * @param dataSource the database
	 * @param properties the properties
	 */
	public WebhookInboxScriptDatabaseInitializer(DataSource dataSource, WebhookInboxJdbcProperties properties) {
		super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
		this.tablePrefix = properties.getTablePrefix();
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> renamed = new ArrayList<>();
		scripts.forEach((script) -> renamed.add(withPrefix(script)));
		super.runScripts(new Scripts(renamed).continueOnError(scripts.isContinueOnError())
			.separator(scripts.getSeparator())
			.encoding(scripts.getEncoding()));
	}

	private Resource withPrefix(Resource script) {
		try {
			String sql = script.getContentAsString(StandardCharsets.UTF_8)
				.replace(JdbcWebhookInbox.DEFAULT_TABLE_PREFIX, this.tablePrefix);
			return new ByteArrayResource(sql.getBytes(StandardCharsets.UTF_8), script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
