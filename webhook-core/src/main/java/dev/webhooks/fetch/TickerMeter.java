package dev.webhooks.fetch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;

import dev.webhooks.Internal;

/**
 * The time by which buckets are filled, that of the ticker of caches. Safe for use by
 * several threads.
 *
 * @param ticker tells the time that passes
 */
@Internal
public record TickerMeter(Ticker ticker) implements TimeMeter {

	@Override
	public long currentTimeNanos() {
		return this.ticker.read();
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

}
