package dev.webhooks.inbox;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.inbox.jdbc.JdbcWebhookInbox;

class PostgresWebhookInboxTests extends WebhookInboxContract {

	@Override
	WebhookInbox createInbox() {
		DataSource dataSource = Databases.postgres();
		return new JdbcWebhookInbox(dataSource, JdbcWebhookInbox.DEFAULT_TABLE_PREFIX,
				new JdbcTransactionManager(dataSource));
	}

}
