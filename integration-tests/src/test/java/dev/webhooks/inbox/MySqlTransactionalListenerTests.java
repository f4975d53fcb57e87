package dev.webhooks.inbox;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MySqlServer.class)
class MySqlTransactionalListenerTests extends TransactionalListenerContract {

	@Override
	String[] inbox() {
		return Node.onMySql();
	}

}
