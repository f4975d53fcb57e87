package dev.webhooks.delivery.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The deliveries that run, by their targets, whatever the channels that they come by. A
 * target may have a limit of its own. Each transaction holds a connection, and one target
 * gets only a part of them, so that another goes on when it hangs. Guarded by the lock of
 * the queue.
 */
final class TargetTurns {

	private final Predicate<String> transactional;

	private final int limit;

	private final int perTarget;

	/**
	 * Of targets that are transactional or have a limit, while something of them runs.
	 */
	private final Map<String, Integer> byTarget = new HashMap<>();

	private int open;

	/**
	 * Creates an instance.
	 * @param transactional tells by its id whether a target is transactional
	 * @param limit how many transactions may be open at once
	 * @param perTarget how many of them one target may have
	 */
	TargetTurns(Predicate<String> transactional, int limit, int perTarget) {
		this.transactional = transactional;
		this.limit = limit;
		this.perTarget = perTarget;
	}

	/**
	 * Tells whether a target may begin.
	 * @param own the limit of the target, or {@code null}
	 */
	boolean hasRoom(String target, @Nullable Integer own) {
		boolean transaction = this.transactional.test(target);
		if (!transaction && own == null) {
			return true;
		}
		int running = this.byTarget.getOrDefault(target, 0);
		return (own == null || running < own) && (!transaction || (this.open < this.limit && running < this.perTarget));
	}

	void begin(String target, @Nullable Integer own) {
		account(target, own, 1);
	}

	void end(String target, @Nullable Integer own) {
		account(target, own, -1);
	}

	/**
	 * Tells how many targets have something that runs.
	 */
	int targets() {
		return this.byTarget.size();
	}

	private void account(String target, @Nullable Integer own, int count) {
		boolean transaction = this.transactional.test(target);
		this.open += transaction ? count : 0;
		if (transaction || own != null) {
			this.byTarget.merge(target, count, (before, change) -> (before + change > 0) ? before + change : null);
		}
	}

}
