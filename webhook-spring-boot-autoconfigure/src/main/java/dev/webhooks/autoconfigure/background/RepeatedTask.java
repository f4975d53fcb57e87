package dev.webhooks.autoconfigure.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again while the application runs, whether or not requests come.
 */
public final class RepeatedTask extends BackgroundTimer {

	private static final Logger logger = LoggerFactory.getLogger(RepeatedTask.class);

	private final String name;

	private final Duration delay;

	private final Duration interval;

	private final Runnable task;

	/**
	 * Creates a task, which begins when the application has started.
	 * @param name names the thread
	 * @param interval the time from the end of one run to the begin of the next
	 * @param task the task; if it fails that is logged, and it is run again
	 */
	public RepeatedTask(String name, Duration interval, Runnable task) {
		this(name, Duration.ZERO, interval, task);
	}

	/**
	 * Creates a task, which begins some time after the application has started.
	 * @param name names the thread
	 * @param delay the time from the start of the application to the first run
	 * @param interval the time from the end of one run to the begin of the next
	 * @param task the task; if it fails that is logged, and it is run again
	 */
	public RepeatedTask(String name, Duration delay, Duration interval, Runnable task) {
		this(name, delay, interval, task, () -> oneThread(name + "-"));
	}

	RepeatedTask(String name, Duration delay, Duration interval, Runnable task,
			Supplier<ScheduledExecutorService> schedulers) {
		super(schedulers);
		this.name = name;
		this.delay = delay;
		this.interval = interval;
		this.task = task;
	}

	@Override
	protected void schedule(ScheduledExecutorService scheduler) {
		scheduler.scheduleWithFixedDelay(this::run, this.delay.toMillis(), this.interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/** Anything that is thrown would end the timer. */
	private void run() {
		try {
			this.task.run();
		}
		catch (Throwable ex) {
			logger.warn("{} has failed, and is tried again", this.name, ex);
		}
	}

}
