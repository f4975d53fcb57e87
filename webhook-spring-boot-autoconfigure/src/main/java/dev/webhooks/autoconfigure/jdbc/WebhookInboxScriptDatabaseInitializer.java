package dev.webhooks.autoconfigure.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.init.ScriptException;

import dev.webhooks.Internal;

/**
 * {@link DataSourceScriptDatabaseInitializer} for the tables of the inbox. The prefix of
 * the tables takes the place of the usual one in the script.
 */
@Internal
public class WebhookInboxScriptDatabaseInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<WebhookInboxJdbcProperties> {

	private static final Logger logger = LoggerFactory.getLogger(WebhookInboxScriptDatabaseInitializer.class);

	private final InboxTablePrefix tablePrefix;

	/**
	 * Creates an initializer.
	 * @param dataSource the database
	 * @param properties the properties
	 */
	public WebhookInboxScriptDatabaseInitializer(DataSource dataSource, WebhookInboxJdbcProperties properties) {
		super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
		this.tablePrefix = InboxTablePrefix.of(properties.getTablePrefix());
	}

	@Override
	protected void runScripts(Scripts scripts) {
		List<Resource> renamed = new ArrayList<>();
		scripts.forEach((script) -> renamed.add(withPrefix(script)));
		Scripts all = new Scripts(renamed).continueOnError(scripts.isContinueOnError())
			.separator(scripts.getSeparator())
			.encoding(scripts.getEncoding());
		runUntilAllIsThere(all);
	}

	/**
	 * Nodes that start at the same time make the tables at the same time, and of two that
	 * make the same table PostgreSQL refuses one. It is there then, so a statement that
	 * is refused again is refused for another reason.
	 */
	private void runUntilAllIsThere(Scripts scripts) {
		ScriptException before = null;
		for (ScriptException refused = run(scripts); refused != null; refused = run(scripts)) {
			if (before != null && Objects.equals(before.getMessage(), refused.getMessage())) {
				throw new InboxSchemaException(refused);
			}
			logger.debug("The tables of the inbox are made by another node, too");
			before = refused;
		}
	}

	private @Nullable ScriptException run(Scripts scripts) {
		try {
			super.runScripts(scripts);
			return null;
		}
		catch (ScriptException ex) {
			return ex;
		}
	}

	private Resource withPrefix(Resource script) {
		try {
			String sql = this.tablePrefix.in(script.getContentAsString(StandardCharsets.UTF_8));
			return new ByteArrayResource(sql.getBytes(StandardCharsets.UTF_8), script.getDescription());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
