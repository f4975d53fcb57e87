package dev.webhooks.test.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxJdbcAutoConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the inbox in slices whose
 * properties ask for one. What an application needs one for is not checked in others.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class,
		after = { WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookDeliveriesTestAutoConfiguration.class },
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
				"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration" })
public final class WebhookTestInboxAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "memory")
	@Import(WebhookInboxAutoConfiguration.class)
	static class MemoryConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "jdbc")
	@Import({ WebhookInboxJdbcAutoConfiguration.class, WebhookInboxAutoConfiguration.class })
	static class JdbcConfiguration {

	}

}
