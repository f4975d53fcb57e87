package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

/**
 * The driver of MySQL refuses by itself what it takes for too long.
 */
@OnDatabase(TestDatabase.MARIADB_NEWEST)
class MySqlDriverPacketLimitTests extends PacketLimitContract {

	@Override
	String[] properties(String... more) {
		String url = this.database.dataSource().getJdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
		return InboxProcessingContract.concat(this.database.properties(more), "spring.datasource.url=" + url);
	}

}
