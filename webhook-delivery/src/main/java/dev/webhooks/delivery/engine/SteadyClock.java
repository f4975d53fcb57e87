package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

import dev.webhooks.Internal;

/**
 * A clock that never jumps: it follows another one no faster than by a tenth of the time
 * that passes. When that is set by an hour, no lease ends early and nothing that is due
 * waits for an hour. Safe for use by several threads.
 */
@Internal
public final class SteadyClock extends Clock {

	private static final int MAX_CORRECTION = 10;

	private final Clock followed;

	private final LongSupplier nanoTime;

	private Instant now;

	private long readAt;

	/**
	 * Creates a clock.
	 * @param followed the clock to follow
	 */
	public SteadyClock(Clock followed) {
		this(followed, System::nanoTime);
	}

	SteadyClock(Clock followed, LongSupplier nanoTime) {
		this.followed = followed;
		this.nanoTime = nanoTime;
		this.now = followed.instant();
		this.readAt = nanoTime.getAsLong();
	}

	@Override
	public synchronized Instant instant() {
		long read = this.nanoTime.getAsLong();
		long passed = Math.max(0, read - this.readAt);
		Instant steady = this.now.plusNanos(passed);
		this.now = steady.plusNanos(correction(steady, passed / MAX_CORRECTION));
		this.readAt = read;
		return this.now;
	}

	private long correction(Instant steady, long most) {
		Instant wanted = this.followed.instant();
		if (wanted.isAfter(steady.plusNanos(most))) {
			return most;
		}
		return wanted.isBefore(steady.minusNanos(most)) ? -most : Duration.between(steady, wanted).toNanos();
	}

	@Override
	public ZoneId getZone() {
		return this.followed.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return new SteadyClock(this.followed.withZone(zone), this.nanoTime);
	}

}
