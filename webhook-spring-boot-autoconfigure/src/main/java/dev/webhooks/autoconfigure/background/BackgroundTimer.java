package dev.webhooks.autoconfigure.background;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Does something again and again on a thread of its own, while the application runs.
 */
public abstract class BackgroundTimer implements SmartLifecycle {

	private final Supplier<ScheduledExecutorService> schedulers;

	private volatile @Nullable ScheduledExecutorService scheduler;

	/**
	 * Creates a timer.
	 * @param schedulers makes the scheduler, where there is something to do
	 */
	protected BackgroundTimer(Supplier<ScheduledExecutorService> schedulers) {
		this.schedulers = schedulers;
	}

	/**
	 * Makes a scheduler with one thread, which does not keep the application alive.
	 * @param name the beginning of the thread's name
	 * @return the scheduler
	 */
	public static ScheduledExecutorService oneThread(String name) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(name);
		threads.setDaemon(true);
		return Executors.newSingleThreadScheduledExecutor(threads);
	}

	/**
	 * Whether there is something to do.
	 * @return whether a scheduler is needed
	 */
	protected boolean isNeeded() {
		return true;
	}

	/**
	 * Schedules what is to be done.
	 * @param scheduler the scheduler
	 */
	protected abstract void schedule(ScheduledExecutorService scheduler);

	@Override
	public final void start() {
		if (isNeeded() && this.scheduler == null) {
			ScheduledExecutorService scheduler = this.schedulers.get();
			schedule(scheduler);
			this.scheduler = scheduler;
		}
	}

	@Override
	public final void stop() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	@Override
	public final boolean isRunning() {
		return this.scheduler != null;
	}

}
