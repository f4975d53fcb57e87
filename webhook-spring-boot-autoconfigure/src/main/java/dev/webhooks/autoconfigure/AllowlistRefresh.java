package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.autoconfigure.background.BackgroundTimer;
import dev.webhooks.fetch.PublishedAddresses;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Fetches the lists of addresses that providers publish again and again, on one thread. A
 * list that cannot be fetched stays as it was; the log says so when it begins and then
 * once a day.
 */
final class AllowlistRefresh extends BackgroundTimer {

	private static final Logger logger = LoggerFactory.getLogger(AllowlistRefresh.class);

	private static final Duration QUIET = Duration.ofDays(1);

	private final List<Refresh> refreshes = new ArrayList<>();

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param providers the providers
	 * @param schedulers makes the scheduler, where there is something to refresh
	 * @param clock tells how long nothing was said in the log
	 */
	AllowlistRefresh(WebhookProviders providers, Supplier<ScheduledExecutorService> schedulers, Clock clock) {
		super(schedulers);
		for (WebhookProvider provider : providers.all()) {
			for (PublishedAddresses addresses : provider.admission().allowlist().published()) {
				this.refreshes.add(new Refresh(provider.name(), addresses));
			}
		}
		this.clock = clock;
	}

	@Override
	protected boolean isNeeded() {
		return !this.refreshes.isEmpty();
	}

	@Override
	protected void schedule(ScheduledExecutorService scheduler) {
		for (Refresh refresh : this.refreshes) {
			long interval = refresh.addresses.interval().toMillis();
			scheduler.scheduleWithFixedDelay(refresh, interval, interval, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Fetches one list. Runs on the thread of the scheduler only.
	 */
	private final class Refresh implements Runnable {

		private final String provider;

		private final PublishedAddresses addresses;

		private @Nullable Instant warned;

		private Refresh(String provider, PublishedAddresses addresses) {
			this.provider = provider;
			this.addresses = addresses;
		}

		@Override
		public void run() {
			try {
				boolean changed = this.addresses.fetch();
				if (changed || this.warned != null) {
					logger.info("The allowlist of provider '{}' was fetched from {}{}", this.provider, this.addresses,
							changed ? ", it has changed" : "");
				}
				this.warned = null;
			}
			catch (IOException | RuntimeException ex) {
				failed(ex);
			}
		}

		private void failed(Exception ex) {
			Instant now = AllowlistRefresh.this.clock.instant();
			if (this.warned == null || !now.isBefore(this.warned.plus(QUIET))) {
				this.warned = now;
				logger.warn(
						"The allowlist of provider '{}' could not be fetched from {} and stays as it was: {}. More "
								+ "of this kind are logged at debug level.",
						this.provider, this.addresses, ex.getMessage());
			}
			else {
				logger.debug("The allowlist of provider '{}' could not be fetched again", this.provider, ex);
			}
		}

	}

}
