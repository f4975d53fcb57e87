package dev.webhooks.inbox;

import dev.webhooks.databases.OnDatabase;
import dev.webhooks.databases.TestDatabase;

@OnDatabase(TestDatabase.MARIADB_OLDEST)
class MariaDbOldestErrorHandlerTests extends ErrorHandlerContract {

	@Override
	String[] inbox() {
		return TestDatabase.of(this).empty().properties();
	}

}
