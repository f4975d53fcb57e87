package dev.webhooks.inbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The transactions of the listeners that run, each of which holds a connection. One
 * listener gets only a part of them, whatever the providers it listens to, so that
 * another goes on when it hangs. Guarded by the lock of the queue.
 */
final class OpenTransactions {

	private final Predicate<String> transactional;

	private final int limit;

	private final int perListener;

	private final Map<String, Integer> byListener = new HashMap<>();

	private int open;

	/**
	 * Creates an instance.
	 * @param transactional tells by its id whether a listener is transactional
	 * @param limit how many may be open at once
	 * @param perListener how many of them one listener may have
	 */
	OpenTransactions(Predicate<String> transactional, int limit, int perListener) {
		this.transactional = transactional;
		this.limit = limit;
		this.perListener = perListener;
	}

	/**
	 * Tells whether a listener may begin: one that is not transactional always may.
	 */
	boolean hasRoom(String listener) {
		return !this.transactional.test(listener)
				|| (this.open < this.limit && this.byListener.getOrDefault(listener, 0) < this.perListener);
	}

	void begin(String listener) {
		account(listener, 1);
	}

	void end(String listener) {
		account(listener, -1);
	}

	private void account(String listener, int count) {
		if (this.transactional.test(listener)) {
			this.open += count;
			this.byListener.merge(listener, count, Integer::sum);
		}
	}

}
