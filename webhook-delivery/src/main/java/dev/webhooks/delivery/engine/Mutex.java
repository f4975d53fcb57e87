package dev.webhooks.delivery.engine;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock that is held as long as an action runs.
 */
final class Mutex {

	private final ReentrantLock lock = new ReentrantLock();

	Condition newCondition() {
		return this.lock.newCondition();
	}

	void run(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	<T> T get(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Has an action run that may wait for a condition.
	 */
	<T> T await(Waiting<T> action) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Action that may be interrupted while it waits. */
	interface Waiting<T> {

		T get() throws InterruptedException;

	}

}
