package dev.webhooks.guard;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;

/**
 * Has buckets and caches go by the clock of the application.
 */
final class ClockMeter implements TimeMeter, Ticker {

	private final Clock clock;

	ClockMeter(Clock clock) {
		this.clock = clock;
	}

	@Override
	public long currentTimeNanos() {
		Instant now = this.clock.instant();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

	@Override
	public boolean isWallClockBased() {
		return true;
	}

	@Override
	public long read() {
		return currentTimeNanos();
	}

}
