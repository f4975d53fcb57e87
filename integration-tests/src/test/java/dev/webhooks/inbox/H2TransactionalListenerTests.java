package dev.webhooks.inbox;

class H2TransactionalListenerTests extends TransactionalListenerContract {

	@Override
	String[] inbox() {
		return Node.onH2();
	}

}
