package dev.webhooks.inbox;

import dev.webhooks.databases.TestDatabase;

/**
 * What an application with an inbox in a database does.
 */
abstract class DatabaseProcessingContract extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return TestDatabase.of(this).empty().properties();
	}

}
