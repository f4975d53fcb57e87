package dev.webhooks.delivery.context;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.transaction.support.TransactionSynchronization;

import dev.webhooks.Internal;

/**
 * Waits for the end of a caller's transaction, of which a part may be rolled back to a
 * savepoint before. Used by the thread of the transaction.
 */
@Internal
public final class TransactionEnd implements TransactionSynchronization {

	/** Those that were set later than this began to wait. */
	private final Set<Object> laterSavepoints = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Consumer<Boolean> ended;

	private boolean rolledBack;

	/**
	 * Creates an instance.
	 * @param ended told whether what was done just before is committed, when that is
	 * known
	 */
	public TransactionEnd(Consumer<Boolean> ended) {
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
		this.ended.accept(status == STATUS_COMMITTED && !this.rolledBack);
	}

}
