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
			ObjectProvider<PlatformTransactionManager> transactionManager) {
		return new JdbcWebhookInbox(dataSource, properties.getTablePrefix(), transactionManager.getIfUnique());
	}

	static class OnInboxInitializationCondition extends OnDatabaseInitializationCondition {

		OnInboxInitializationCondition() {
			super("Webhook Inbox", "webhooks.inbox.jdbc.initialize-schema");
		}

	}

}
