package dev.webhooks.inbox;

import javax.sql.DataSource;

class H2WebhookInboxTests extends JdbcInboxContract {

	@Override
	DataSource database() {
		return Databases.h2();
	}

}
