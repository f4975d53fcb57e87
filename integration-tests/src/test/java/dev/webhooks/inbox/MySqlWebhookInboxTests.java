package dev.webhooks.inbox;

import javax.sql.DataSource;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.inbox.jdbc.JdbcWebhookInbox;

@ExtendWith(MySqlServer.class)
class MySqlWebhookInboxTests extends WebhookInboxContract {

	@Override
	WebhookInbox createInbox() {
		DataSource dataSource = Databases.mySql();
		return new JdbcWebhookInbox(dataSource, JdbcWebhookInbox.DEFAULT_TABLE_PREFIX,
				new JdbcTransactionManager(dataSource));
	}

}
