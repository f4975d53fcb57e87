package dev.webhooks.delivery.memory;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.delivery.context.TransactionEnd;

/**
 * The end of a caller's transaction, in which messages in memory do not take part.
 */
final class MemoryAppend {

	private MemoryAppend() {
	}

	/**
	 * Does something when the current transaction is committed, or at once if there is
	 * none.
	 * @param commit what to do
	 * @param rollback what to do if it is not committed
	 */
	static void afterCommit(Runnable commit, Runnable rollback) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			commit.run();
			return;
		}
		TransactionSynchronizationManager
			.registerSynchronization(new TransactionEnd((committed) -> (committed ? commit : rollback).run()));
	}

}
