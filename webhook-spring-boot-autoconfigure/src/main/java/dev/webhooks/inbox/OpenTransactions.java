package dev.webhooks.inbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The transactions of the listeners that run, each of which holds a connection. One
 * listener gets no more than half of them, whatever the providers it listens to, so that
 * another goes on when it hangs. Guarded by the lock of the queue.
 */
final class OpenTransactions {

	private final Predicate<String> transactional;

	private final int limit;

	private final Map<String, Integer> byListener = new HashMap<>();

	private int open;

	/**
	 * Creates an instance.
	 * @param transactional tells by its id whether a listener is transactional
	 * @param limit how many may be open at once
	 */
	OpenTransactions(Predicate<String> transactional, int limit) {
		this.transactional = transactional;
		this.limit = limit;
	}

	/**
	 * Tells whether a listener may begin: one that is not transactional always may.
	 */
	boolean hasRoom(String listener) {
		return !this.transactional.test(listener)
				|| (this.open < this.limit && this.byListener.getOrDefault(listener, 0) < Math.max(1, this.limit / 2));
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
