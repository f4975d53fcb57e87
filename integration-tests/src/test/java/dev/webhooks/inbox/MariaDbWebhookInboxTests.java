package dev.webhooks.inbox;

import javax.sql.DataSource;

class MariaDbWebhookInboxTests extends JdbcInboxContract {

	@Override
	DataSource database() {
		return Databases.mariaDb();
	}

}
