package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.MARIADB_OLDEST)
class MariaDbOldestDeliveriesOnDemandTests extends DeliveriesOnDemandContract {

}
