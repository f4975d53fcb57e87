package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.MARIADB_OLDEST)
class MariaDbOldestPlansTests extends PlansContract {

	/** This version reads all of an index from which a later one takes the first row. */
	@Override
	long mostForOrphans(long some) {
		return 2 * (History.PROCESSED + History.DEAD);
	}

}
