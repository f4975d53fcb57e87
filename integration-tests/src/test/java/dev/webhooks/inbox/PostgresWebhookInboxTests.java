package dev.webhooks.inbox;

import javax.sql.DataSource;

class PostgresWebhookInboxTests extends JdbcInboxContract {

	@Override
	DataSource database() {
		return Databases.postgres();
	}

}
