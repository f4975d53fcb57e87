package dev.webhooks.sender.endpoint;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.H2)
class H2EndpointStoreTests extends JdbcEndpointStoreContract {

}
