package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.POSTGRES_NEWEST)
class PostgresNewestDeliveriesOnDemandTests extends DeliveriesOnDemandContract {

}
