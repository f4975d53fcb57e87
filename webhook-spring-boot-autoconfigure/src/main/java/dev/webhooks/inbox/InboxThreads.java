package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of an engine while it runs. Those that die, be it for want of memory, are
 * started again.
 */
final class InboxThreads {

	private static final long WATCH_MILLIS = 500;

	private final List<EngineThread> threads = new ArrayList<>();

	private final List<ScheduledExecutorService> schedulers = new ArrayList<>();

	private final CountDownLatch workers;

	private final Function<ThreadFactory, ScheduledExecutorService> timers;

	private final InboxFailures failures;

	private final Thread watch = new Thread(this::watch, "webhook-inbox-watch");

	private volatile boolean ended;

	InboxThreads(int workers, Function<ThreadFactory, ScheduledExecutorService> timers, InboxFailures failures) {
		this.workers = new CountDownLatch(workers);
		this.timers = timers;
		this.failures = failures;
		this.watch.setDaemon(true);
	}

	/**
	 * Starts the workers.
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
		EngineThread thread = new EngineThread("webhook-inbox-" + name, action, this.failures);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	void schedule(String name, Duration delay, Runnable action) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("webhook-inbox-" + name + "-");
		factory.setDaemon(true);
		ScheduledExecutorService scheduler = this.timers.apply(factory);
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
