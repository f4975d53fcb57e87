package dev.webhooks.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.receiver.SecretExpiry;

/**
 * Has secrets looked at that expire soon, whether or not requests come.
 */
final class SecretExpiryTimer extends BackgroundTimer {

	private static final Logger logger = LoggerFactory.getLogger(SecretExpiryTimer.class);

	private static final long INTERVAL_MINUTES = 60;

	private final SecretExpiry expiry;

	SecretExpiryTimer(SecretExpiry expiry, Supplier<ScheduledExecutorService> schedulers) {
		super(schedulers);
		this.expiry = expiry;
	}

	@Override
	void schedule(ScheduledExecutorService scheduler) {
		scheduler.scheduleWithFixedDelay(this::look, INTERVAL_MINUTES, INTERVAL_MINUTES, TimeUnit.MINUTES);
	}

	/** An exception would end the timer. */
	private void look() {
		try {
			this.expiry.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Secrets that expire soon could not be looked for", ex);
		}
	}

}
