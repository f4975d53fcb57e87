package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.H2)
class H2DeliveriesOnDemandTests extends DeliveriesOnDemandContract {

}
