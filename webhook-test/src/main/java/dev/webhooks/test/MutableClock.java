package dev.webhooks.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test sets it. Safe for use by several threads.
 */
public final class MutableClock extends Clock {

	private volatile Instant now;

	/**
	 * Creates a clock in UTC.
	 * @param now the time that it shows
	 */
	public MutableClock(Instant now) {
		this.now = now;
	}

	/**
	 * Sets the clock.
	 * @param now the time that it shows from now on, be it earlier or later
	 */
	public void set(Instant now) {
		this.now = now;
	}

	/**
	 * Sets the clock forward.
	 * @param time by how much; a negative one sets it back
	 */
	public synchronized void advance(Duration time) {
		this.now = this.now.plus(time);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	/**
	 * The same clock in another zone: setting this one sets both.
	 */
	@Override
	public Clock withZone(ZoneId zone) {
		return new InZone(zone);
	}

	private final class InZone extends Clock {

		private final ZoneId zone;

		private InZone(ZoneId zone) {
			this.zone = zone;
		}

		@Override
		public Instant instant() {
			return MutableClock.this.instant();
		}

		@Override
		public ZoneId getZone() {
			return this.zone;
		}

		@Override
		public Clock withZone(ZoneId other) {
			return MutableClock.this.withZone(other);
		}

	}

}
