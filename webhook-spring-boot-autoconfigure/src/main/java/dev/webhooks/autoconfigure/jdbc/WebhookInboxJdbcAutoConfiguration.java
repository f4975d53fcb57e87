package dev.webhooks.autoconfigure.jdbc;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.util.StringUtils;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.inbox.InboxBeans;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxProperties;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the inbox in the database of the
 * application.
 */
@AutoConfiguration(before = WebhookInboxAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@ConditionalOnClass({ JdbcTemplate.class, DatabaseInitializationProperties.class,
		OnDatabaseInitializationCondition.class })
@ConditionalOnMissingBean(WebhookInbox.class)
@Conditional({ OnJdbcInboxCondition.class, OnInboxDataSourceCondition.class })
@EnableConfigurationProperties({ WebhookInboxJdbcProperties.class, WebhookInboxProperties.class })
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(WebhookInboxSchemaHints.class)
public final class WebhookInboxJdbcAutoConfiguration {

	private static final String DEFAULT_APPLICATION = "application";

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnInboxInitializationCondition.class)
	WebhookInboxScriptDatabaseInitializer webhookInboxScriptDatabaseInitializer(ListableBeanFactory beanFactory,
			WebhookInboxJdbcProperties properties) {
		DataSource dataSource = beans(beanFactory, properties).dataSource();
		// Otherwise the first thing that is missed is a script for it
		JdbcStorage.requireSupported(dataSource);
		return new WebhookInboxScriptDatabaseInitializer(dataSource, properties);
	}

	@Bean
	InboxConnections webhookInboxConnections(ListableBeanFactory beanFactory, WebhookInboxJdbcProperties properties,
			ObjectProvider<DataSourcePoolMetadataProvider> pools) {
		return InboxConnections.of(beans(beanFactory, properties).dataSource(), pools.orderedStream());
	}

	@Bean
	InboxConnectionsCheck webhookInboxConnectionsCheck(WebhookListenerRegistry registry, InboxConnections connections) {
		return new InboxConnectionsCheck(registry, connections);
	}

	@Bean
	@DependsOnDatabaseInitialization
	WebhookInbox webhookInbox(ListableBeanFactory beanFactory, WebhookInboxJdbcProperties properties,
			WebhookInboxProperties inbox, Environment environment, InboxConnections connections) {
		InboxBeans beans = beans(beanFactory, properties);
		JdbcStoreSettings settings = new JdbcStoreSettings(application(inbox, environment),
				InboxTablePrefix.of(properties.getTablePrefix()).value(), connections.forTransactions());
		WebhookInbox created = new WebhookInbox(
				JdbcStorage.open(beans.dataSource(), settings, beans.transactionManager()),
				description(beans.dataSource(), settings));
		checkTransactionManager(created, properties.getTransactionManager());
		return created;
	}

	private static String description(DataSource dataSource, JdbcStoreSettings settings) {
		try {
			String product = JdbcUtils.extractDatabaseMetaData(dataSource,
					(metaData) -> metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion());
			return "%s, tables %s*, application '%s'".formatted(product, settings.tablePrefix(),
					settings.application());
		}
		catch (MetaDataAccessException ex) {
			throw new StoreUnavailableException("The database of the inbox cannot be reached", ex);
		}
	}

	private static InboxBeans beans(ListableBeanFactory beanFactory, WebhookInboxJdbcProperties properties) {
		return new InboxBeans(beanFactory, properties.getDataSource(), properties.getTransactionManager());
	}

	private static void checkTransactionManager(WebhookInbox inbox, @Nullable String name) {
		if (StringUtils.hasText(name) && !inbox.storage().store().isTransactional()) {
			throw new InvalidWebhookConfigurationException(InboxBeans.TRANSACTION_MANAGER,
					"The transaction manager '%s' is not for the DataSource of the inbox.".formatted(name),
					"Name the one of that DataSource, or the other DataSource in '%s'."
						.formatted(InboxBeans.DATA_SOURCE));
		}
	}

	private static String application(WebhookInboxProperties inbox, Environment environment) {
		String application = (inbox.getApplication() != null) ? inbox.getApplication()
				: environment.getProperty("spring.application.name", "");
		if (application.length() > JdbcStoreSettings.MAX_APPLICATION_LENGTH) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.application",
					"The name '%s' is too long.".formatted(application),
					"Give a name of up to %s characters.".formatted(JdbcStoreSettings.MAX_APPLICATION_LENGTH));
		}
		return application.isBlank() ? DEFAULT_APPLICATION : application;
	}

	static class OnInboxInitializationCondition extends OnDatabaseInitializationCondition {

		OnInboxInitializationCondition() {
			super("Webhook Inbox", "webhooks.inbox.jdbc.initialize-schema");
		}

	}

}
