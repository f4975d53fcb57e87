package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.MYSQL)
class MySqlAlertStoreTests extends AlertStoreContract {

}
