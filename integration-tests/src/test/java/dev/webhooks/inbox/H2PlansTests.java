package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.H2)
class H2PlansTests extends PlansContract {

	/** It sorts what it could read in order, and sees once all there is. */
	@Override
	long mostOfHistory(long some) {
		return 5 * (History.PROCESSED + History.DEAD);
	}

}
