package dev.webhooks.alert;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.Internal;

/**
 * Has alerts looked at again and again while the application runs, whether or not
 * requests come. Safe for use by several threads.
 */
@Internal
public final class AlertTimer implements SmartLifecycle {

	private final Runnable rounds;

	private final Duration interval;

	private final Supplier<ScheduledExecutorService> schedulers;

	private volatile @Nullable ScheduledExecutorService scheduler;

	/**
	 * Creates a timer.
	 * @param rounds looks once, and throws nothing
	 * @param interval the time between two looks
	 * @param schedulers makes the scheduler
	 */
	public AlertTimer(Runnable rounds, Duration interval, Supplier<ScheduledExecutorService> schedulers) {
		this.rounds = rounds;
		this.interval = interval;
		this.schedulers = schedulers;
	}

	@Override
	public void start() {
		if (this.scheduler == null) {
			ScheduledExecutorService scheduler = this.schedulers.get();
			scheduler.scheduleWithFixedDelay(this.rounds, this.interval.toNanos(), this.interval.toNanos(),
					TimeUnit.NANOSECONDS);
			this.scheduler = scheduler;
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
