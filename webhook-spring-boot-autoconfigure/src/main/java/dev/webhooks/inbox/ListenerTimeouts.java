package dev.webhooks.inbox;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts listeners that take too long. Safe for use by several threads.
 */
final class ListenerTimeouts {

	private static final Logger logger = LoggerFactory.getLogger(ListenerTimeouts.class);

	private final Set<Attempt> running = ConcurrentHashMap.newKeySet();

	/**
	 * Watches the current thread.
	 * @param delivery what it runs
	 * @param timeout how long it may take, or {@code null} for no limit
	 */
	Attempt begin(ClaimedDelivery delivery, @Nullable Duration timeout) {
		Attempt attempt = new Attempt(delivery, Thread.currentThread(),
				(timeout != null) ? System.nanoTime() + timeout.toNanos() : null);
		this.running.add(attempt);
		return attempt;
	}

	/**
	 * Interrupts what has taken too long.
	 */
	void check() {
		long now = System.nanoTime();
		this.running.forEach((attempt) -> {
			if (attempt.deadline != null && now - attempt.deadline >= 0 && attempt.interrupt(false)) {
				logger.warn("Interrupted {}, which took too long", attempt.delivery);
			}
		});
	}

	/**
	 * Interrupts all, because the application stops.
	 */
	void interruptAll() {
		this.running.forEach((attempt) -> attempt.interrupt(true));
	}

	/**
	 * A listener that runs.
	 */
	final class Attempt implements AutoCloseable {

		private final ClaimedDelivery delivery;

		private final Thread thread;

		private final @Nullable Long deadline;

		private boolean ended;

		private boolean interrupted;

		private boolean stopped;

		private Attempt(ClaimedDelivery delivery, Thread thread, @Nullable Long deadline) {
			this.delivery = delivery;
			this.thread = thread;
			this.deadline = deadline;
		}

		private synchronized boolean interrupt(boolean stop) {
			if (this.ended || (this.interrupted && !stop)) {
				return false;
			}
			this.interrupted = true;
			this.stopped = this.stopped || stop;
			this.thread.interrupt();
			return true;
		}

		synchronized boolean isTimedOut() {
			return this.interrupted && !this.stopped;
		}

		synchronized boolean isStopped() {
			return this.stopped;
		}

		/** From here on nothing interrupts the thread on account of this attempt. */
		@Override
		public void close() {
			synchronized (this) {
				this.ended = true;
			}
			ListenerTimeouts.this.running.remove(this);
			Thread.interrupted();
		}

	}

}
