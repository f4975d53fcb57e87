package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The threads of an engine while it runs. Those that die, be it for want of memory, are
 * started again.
 */
final class EngineThreads {

	private static final long WATCH_MILLIS = 500;

	private final List<EngineThread> threads = new ArrayList<>();

	private final List<ScheduledExecutorService> schedulers = new ArrayList<>();

	private final CountDownLatch workers;

	private final Function<ThreadFactory, ScheduledExecutorService> timers;

	private final EngineFailures failures;

	private final Thread watch;

	private final String prefix;

	private volatile boolean ended;

	EngineThreads(String name, int workers, Function<ThreadFactory, ScheduledExecutorService> timers,
			EngineFailures failures) {
		this.workers = new CountDownLatch(workers);
		this.timers = timers;
		this.failures = failures;
		this.prefix = "webhook-" + name + "-";
		this.watch = new Thread(this::watch, this.prefix + "watch");
		this.watch.setDaemon(true);
	}

	/**
	 * Starts the threads that handle deliveries.
	 */
	void startWorkers(Executor executor, Runnable worker) {
		for (long i = this.workers.getCount(); i > 0; i--) {
			executor.execute(() -> {
				try {
					worker.run();
				}
				finally {
					this.workers.countDown();
				}
			});
		}
	}

	EngineThread start(String name, Runnable action) {
		EngineThread thread = new EngineThread(this.prefix + name, action, this.failures);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	void schedule(String name, Duration delay, Runnable action) {
		ScheduledExecutorService scheduler = this.timers.apply((task) -> {
			Thread thread = new Thread(task, this.prefix + name);
			thread.setDaemon(true);
			return thread;
		});
		scheduler.scheduleWithFixedDelay(() -> runSafely(name, action), delay.toMillis(), delay.toMillis(),
				TimeUnit.MILLISECONDS);
		this.schedulers.add(scheduler);
	}

	/** A timer whose task throws would never fire again. */
	private void runSafely(String name, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | Error ex) {
			this.failures.died("timer " + name, ex);
		}
	}

	/**
	 * Looks after the threads from now on.
	 */
	void startWatch() {
		this.watch.start();
	}

	private void watch() {
		while (!this.ended) {
			try {
				Thread.sleep(WATCH_MILLIS);
				this.threads.forEach((thread) -> thread.restartIfDead(() -> this.ended));
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (RuntimeException | Error ex) {
				this.failures.died("watch", ex);
			}
		}
	}

	/**
	 * Waits for the workers.
	 * @return whether all have ended
	 */
	boolean awaitWorkers(Duration timeout) throws InterruptedException {
		return this.workers.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Waits for threads, no longer than the time for all of them.
	 */
	static void join(List<EngineThread> threads, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		for (EngineThread thread : threads) {
			thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
		}
	}

	/**
	 * Ends whatever still runs.
	 */
	void end() {
		this.ended = true;
		this.watch.interrupt();
		this.schedulers.forEach(ScheduledExecutorService::shutdownNow);
		this.threads.forEach(EngineThread::interrupt);
	}

}
