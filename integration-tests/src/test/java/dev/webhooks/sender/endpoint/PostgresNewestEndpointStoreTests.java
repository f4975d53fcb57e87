package dev.webhooks.sender.endpoint;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.POSTGRES_NEWEST)
class PostgresNewestEndpointStoreTests extends JdbcEndpointStoreContract {

}
