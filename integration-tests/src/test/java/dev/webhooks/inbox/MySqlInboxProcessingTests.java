package dev.webhooks.inbox;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MySqlServer.class)
class MySqlInboxProcessingTests extends InboxProcessingContract {

	@Override
	String[] inbox() {
		return Node.onMySql();
	}

}
