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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of an engine while it runs.
 */
final class InboxThreads {

	private static final Logger logger = LoggerFactory.getLogger(InboxThreads.class);

	private final List<Thread> threads = new ArrayList<>();

	private final List<ScheduledExecutorService> schedulers = new ArrayList<>();

	private final CountDownLatch workers;

	private final Function<ThreadFactory, ScheduledExecutorService> timers;

	InboxThreads(int workers, Function<ThreadFactory, ScheduledExecutorService> timers) {
		this.workers = new CountDownLatch(workers);
		this.timers = timers;
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

	Thread start(String name, Runnable action) {
		Thread thread = new Thread(action, "webhook-inbox-" + name);
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler((failed, ex) -> logger.error("Thread {} has ended", failed.getName(), ex));
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	void schedule(String name, Duration delay, Runnable action) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("webhook-inbox-" + name + "-");
		factory.setDaemon(true);
		ScheduledExecutorService scheduler = this.timers.apply(factory);
		scheduler.scheduleWithFixedDelay(action, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
		this.schedulers.add(scheduler);
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
	static void join(List<Thread> threads, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		for (Thread thread : threads) {
			thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
		}
	}

	/**
	 * Ends whatever still runs.
	 */
	void end() {
		this.schedulers.forEach(ScheduledExecutorService::shutdownNow);
		this.threads.forEach(Thread::interrupt);
	}

}
