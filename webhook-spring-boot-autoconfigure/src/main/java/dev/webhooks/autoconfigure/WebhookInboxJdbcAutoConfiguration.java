package dev.webhooks.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.inbox.jdbc.JdbcWebhookInbox;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the inbox in the database of the
 * application.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@ConditionalOnClass({ JdbcTemplate.class, DatabaseInitializationProperties.class,
		OnDatabaseInitializationCondition.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(WebhookInbox.class)
@Conditional(OnJdbcInboxCondition.class)
@EnableConfigurationProperties(WebhookInboxJdbcProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(WebhookInboxSchemaHints.class)
public final class WebhookInboxJdbcAutoConfiguration {

	/** Two that store, and one each that records, polls and renews. */
	private static final int OWN_CONNECTIONS = 5;

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnInboxInitializationCondition.class)
	WebhookInboxScriptDatabaseInitializer webhookInboxScriptDatabaseInitializer(DataSource dataSource,
			WebhookInboxJdbcProperties properties) {
		return new WebhookInboxScriptDatabaseInitializer(dataSource, properties);
	}

	@Bean
	@DependsOnDatabaseInitialization
	JdbcWebhookInbox webhookInbox(DataSource dataSource, WebhookInboxJdbcProperties properties,
			ObjectProvider<PlatformTransactionManager> transactionManager,
			ObjectProvider<DataSourcePoolMetadataProvider> pools) {
		return new JdbcWebhookInbox(dataSource, properties.getTablePrefix(), transactionManager.getIfUnique(),
				maxTransactions(dataSource, pools));
	}

	/**
	 * Transactional listeners that hang leave connections to those who store, poll and
	 * renew.
	 */
	private static int maxTransactions(DataSource dataSource, ObjectProvider<DataSourcePoolMetadataProvider> pools) {
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(pools.orderedStream().toList())
			.getDataSourcePoolMetadata(dataSource);
		Integer connections = (pool != null) ? pool.getMax() : null;
		return (connections != null && connections > 0) ? Math.max(1, connections - OWN_CONNECTIONS)
				: Integer.MAX_VALUE;
	}

	static class OnInboxInitializationCondition extends OnDatabaseInitializationCondition {

		OnInboxInitializationCondition() {
			super("Webhook Inbox", "webhooks.inbox.jdbc.initialize-schema");
		}

	}

}
