package dev.webhooks.inbox;

class MariaDbInboxProcessingTests extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return Node.onMariaDb();
	}

}
