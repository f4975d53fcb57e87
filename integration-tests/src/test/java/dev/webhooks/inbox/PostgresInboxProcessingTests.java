package dev.webhooks.inbox;

class PostgresInboxProcessingTests extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return Node.onPostgres();
	}

}
