package dev.webhooks.signature;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * How much may be fetched in a time, whoever asks for it: forged requests that name ever
 * new keys must not make this application a burden to its provider. Safe for use by
 * several threads.
 */
final class FetchBudget {

	private static final int AT_ONCE = 10;

	private static final long INTERVAL = Duration.ofSeconds(6).toNanos();

	private final Ticker ticker;

	private long left = AT_ONCE;

	private long filledAt;

	FetchBudget(Ticker ticker) {
		this.ticker = ticker;
		this.filledAt = ticker.read();
	}

	/**
	 * Takes one fetch.
	 * @return whether there was one left
	 */
	synchronized boolean take() {
		long intervals = (this.ticker.read() - this.filledAt) / INTERVAL;
		this.filledAt += intervals * INTERVAL;
		this.left = Math.min(AT_ONCE, this.left + intervals);
		if (this.left == 0) {
			return false;
		}
		this.left--;
		return true;
	}

}
