package dev.webhooks.inbox;

import javax.sql.DataSource;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MySqlServer.class)
class MySqlWebhookInboxTests extends JdbcInboxContract {

	@Override
	DataSource database() {
		return Databases.mySql();
	}

}
