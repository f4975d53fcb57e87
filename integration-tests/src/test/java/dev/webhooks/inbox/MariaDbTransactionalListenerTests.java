package dev.webhooks.inbox;

class MariaDbTransactionalListenerTests extends TransactionalListenerContract {

	@Override
	String[] inbox() {
		return Node.onMariaDb();
	}

}
