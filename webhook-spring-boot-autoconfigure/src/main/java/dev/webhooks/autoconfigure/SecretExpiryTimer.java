package dev.webhooks.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.receiver.SecretExpiry;

/**
 * Has secrets looked at that expire soon, whether or not requests come.
 */
final class SecretExpiryTimer implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(SecretExpiryTimer.class);

	private static final long INTERVAL_MINUTES = 60;

	private final SecretExpiry expiry;

	private final Supplier<ScheduledExecutorService> schedulers;

	private volatile @Nullable ScheduledExecutorService scheduler;

	SecretExpiryTimer(SecretExpiry expiry, Supplier<ScheduledExecutorService> schedulers) {
		this.expiry = expiry;
		this.schedulers = schedulers;
	}

	@Override
	public void start() {
		if (this.scheduler == null) {
			ScheduledExecutorService scheduler = this.schedulers.get();
			scheduler.scheduleWithFixedDelay(this::look, INTERVAL_MINUTES, INTERVAL_MINUTES, TimeUnit.MINUTES);
			this.scheduler = scheduler;
		}
	}

	/** What is thrown would end the timer. */
	private void look() {
		try {
			this.expiry.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Secrets that expire soon could not be looked for", ex);
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
