package dev.webhooks.sender.endpoint;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.MARIADB_OLDEST)
class MariaDbOldestEndpointStoreTests extends JdbcEndpointStoreContract {

}
