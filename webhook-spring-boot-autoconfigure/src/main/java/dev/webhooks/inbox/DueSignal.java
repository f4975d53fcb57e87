package dev.webhooks.inbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the poller that it need not wait for its time. Safe for use by several threads.
 */
final class DueSignal {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition signalled = this.lock.newCondition();

	private final Set<String> due = new HashSet<>();

	private final Set<String> more = new HashSet<>();

	/**
	 * Something of a provider may be due now.
	 */
	void dueNow(String provider) {
		this.lock.lock();
		try {
			this.due.add(provider);
			this.signalled.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A poll left deliveries of a provider behind, for lack of room.
	 */
	void leftBehind(String provider) {
		this.lock.lock();
		try {
			this.more.add(provider);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * There is room for deliveries of a provider.
	 */
	void room(String provider) {
		this.lock.lock();
		try {
			if (this.more.remove(provider)) {
				this.due.add(provider);
				this.signalled.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for a signal.
	 * @return the providers that were signalled; none if the time has passed
	 */
	Set<String> await(Duration timeout) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long nanos = timeout.toNanos();
			while (this.due.isEmpty() && nanos > 0) {
				nanos = this.signalled.awaitNanos(nanos);
			}
			Set<String> signalled = Set.copyOf(this.due);
			this.due.clear();
			return signalled;
		}
		finally {
			this.lock.unlock();
		}
	}

}
