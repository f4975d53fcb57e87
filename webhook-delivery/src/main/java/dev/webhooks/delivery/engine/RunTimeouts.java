package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;

/**
 * Interrupts handlers that take too long. Only running counts, and no waiting for a turn
 * to run. Safe for use by several threads.
 */
final class RunTimeouts {

	private static final Logger logger = LoggerFactory.getLogger(RunTimeouts.class);

	private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

	private final LongSupplier nanoTime;

	/**
	 * Creates timeouts.
	 * @param nanoTime tells the time that passes
	 */
	RunTimeouts(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Watches the current thread.
	 * @param delivery what it is to run
	 * @param timeout how long that may take, or {@code null} for no limit
	 */
	Attempt begin(ClaimedDelivery delivery, @Nullable Duration timeout) {
		Attempt attempt = new Attempt(delivery, timeout);
		this.attempts.add(attempt);
		return attempt;
	}

	/**
	 * Interrupts what has taken too long.
	 */
	void check() {
		this.attempts.forEach(Attempt::interruptIfLate);
	}

	/**
	 * Attempts that run now.
	 */
	List<ClaimedDelivery> running() {
		return this.attempts.stream().map((attempt) -> attempt.delivery).toList();
	}

	/**
	 * Interrupts all, also those that wait, because the application stops.
	 */
	void interruptAll() {
		this.attempts.forEach(Attempt::stop);
	}

	/**
	 * An attempt to process a delivery.
	 */
	final class Attempt implements AutoCloseable {

		private final Thread thread = Thread.currentThread();

		private final ClaimedDelivery delivery;

		private final @Nullable Duration timeout;

		private @Nullable Long runningSince;

		private boolean timedOut;

		private boolean stopped;

		private boolean ended;

		private Attempt(ClaimedDelivery delivery, @Nullable Duration timeout) {
			this.delivery = delivery;
			this.timeout = timeout;
		}

		/**
		 * Runs what may not take longer than the limit.
		 * @throws InterruptedException if the application stops
		 * @throws Exception whatever the action throws
		 */
		<T extends @Nullable Object> T run(Callable<T> action) throws Exception {
			begin();
			try {
				return action.call();
			}
			finally {
				end();
			}
		}

		private synchronized void begin() throws InterruptedException {
			if (this.stopped) {
				throw new InterruptedException("The application stops");
			}
			this.timedOut = false;
			this.runningSince = RunTimeouts.this.nanoTime.getAsLong();
		}

		/**
		 * The code that follows is not to find the thread interrupted on account of this.
		 */
		private synchronized void end() {
			this.runningSince = null;
			Thread.interrupted();
		}

		private synchronized void interruptIfLate() {
			if (this.runningSince == null || this.timeout == null || this.timedOut) {
				return;
			}
			if (RunTimeouts.this.nanoTime.getAsLong() - this.runningSince >= this.timeout.toNanos()) {
				this.timedOut = true;
				this.thread.interrupt();
				logger.warn("Interrupted {}, which took too long", this.delivery);
			}
		}

		private synchronized void stop() {
			if (!this.ended) {
				this.stopped = true;
				this.thread.interrupt();
			}
		}

		synchronized boolean isTimedOut() {
			return this.timedOut;
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
			RunTimeouts.this.attempts.remove(this);
			Thread.interrupted();
		}

	}

	/** Says that an attempt was interrupted because it took too long. */
	static final class DeliveryTimedOutException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		DeliveryTimedOutException(Throwable cause) {
			super("The attempt took too long and was interrupted", cause);
		}

	}

}
