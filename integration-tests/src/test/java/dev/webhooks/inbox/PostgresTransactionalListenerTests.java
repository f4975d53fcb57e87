package dev.webhooks.inbox;

class PostgresTransactionalListenerTests extends TransactionalListenerContract {

	@Override
	String[] inbox() {
		return Node.onPostgres();
	}

}
