package dev.webhooks.delivery.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The transactions of the deliveries that run, each of which holds a connection. One
 * target gets only a part of them, whatever the channels it listens to, so that another
 * goes on when it hangs. Guarded by the lock of the queue.
 */
final class OpenTransactions {

	private final Predicate<String> transactional;

	private final int limit;

	private final int perTarget;

	private final Map<String, Integer> byTarget = new HashMap<>();

	private int open;

	/**
	 * Creates an instance.
	 * @param transactional tells by its id whether a target is transactional
	 * @param limit how many may be open at once
	 * @param perTarget how many of them one target may have
	 */
	OpenTransactions(Predicate<String> transactional, int limit, int perTarget) {
		this.transactional = transactional;
		this.limit = limit;
		this.perTarget = perTarget;
	}

	/**
	 * Tells whether a target may begin: one that is not transactional always may.
	 */
	boolean hasRoom(String target) {
		return !this.transactional.test(target)
				|| (this.open < this.limit && this.byTarget.getOrDefault(target, 0) < this.perTarget);
	}

	void begin(String target) {
		account(target, 1);
	}

	void end(String target) {
		account(target, -1);
	}

	/**
	 * Tells how many targets have one.
	 */
	int targets() {
		return this.byTarget.size();
	}

	private void account(String target, int count) {
		if (this.transactional.test(target)) {
			this.open += count;
			this.byTarget.merge(target, count, (before, change) -> (before + change > 0) ? before + change : null);
		}
	}

}
