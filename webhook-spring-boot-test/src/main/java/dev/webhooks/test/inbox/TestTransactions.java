package dev.webhooks.test.inbox;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions of tests, where there can be any.
 */
final class TestTransactions {

	private TestTransactions() {
	}

	static boolean isActive() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

}
