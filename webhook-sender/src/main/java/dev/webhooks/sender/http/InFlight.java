package dev.webhooks.sender.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the attempts that are under way, of all endpoints and of each. Safe for use by
 * several threads.
 */
final class InFlight {

	private final int limit;

	private final int limitOfEndpoint;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition empty = this.lock.newCondition();

	/** Only of endpoints that have any. */
	private final Map<String, Integer> counts = new HashMap<>();

	private int total;

	InFlight(int limit, int limitOfEndpoint) {
		this.limit = limit;
		this.limitOfEndpoint = limitOfEndpoint;
	}

	boolean enter(String endpoint) {
		this.lock.lock();
		try {
			if (this.total >= this.limit || this.counts.getOrDefault(endpoint, 0) >= this.limitOfEndpoint) {
				return false;
			}
			this.counts.merge(endpoint, 1, Integer::sum);
			this.total++;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void leave(String endpoint) {
		this.lock.lock();
		try {
			this.counts.computeIfPresent(endpoint, (id, count) -> (count > 1) ? count - 1 : null);
			this.total--;
			if (this.total == 0) {
				this.empty.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	int total() {
		this.lock.lock();
		try {
			return this.total;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until nothing is under way.
	 * @param time how long to wait
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	void awaitEmpty(Duration time) throws InterruptedException {
		long left = time.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (this.total > 0 && left > 0) {
				left = this.empty.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
