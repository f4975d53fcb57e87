package dev.webhooks.delivery.jdbc;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Messages that were appended in the transaction of a caller, until it ends. Used by the
 * thread of the transaction.
 */
final class Appended implements TransactionSynchronization {

	/** Those that were set after the messages were appended. */
	private final Set<Object> laterSavepoints = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<UUID> messages;

	private final Consumer<Set<UUID>> ended;

	private boolean rolledBack;

	/**
	 * Creates an instance.
	 * @param messages those that were not there yet
	 * @param ended told which of them are committed, when that is known
	 */
	Appended(Set<UUID> messages, Consumer<Set<UUID>> ended) {
		this.messages = messages;
		this.ended = ended;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.laterSavepoints.add(savepoint);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.rolledBack |= !this.laterSavepoints.contains(savepoint);
	}

	@Override
	public void afterCompletion(int status) {
		this.ended.accept((status == STATUS_COMMITTED && !this.rolledBack) ? this.messages : Set.of());
	}

}
