package dev.webhooks.test.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import dev.webhooks.Internal;
import dev.webhooks.test.MutableClock;

/**
 * The time of the inbox in a test: what the clock of the application shows. Where that is
 * a {@link MutableClock} it is set itself, and any other is left behind. Safe for use by
 * several threads.
 */
@Internal
public final class InboxTime extends Clock {

	private final Clock clock;

	private volatile Duration ahead = Duration.ZERO;

	/**
	 * Creates the time of an inbox.
	 * @param clock the clock of the application
	 */
	public InboxTime(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Goes on to a later time. An earlier one changes nothing.
	 */
	synchronized void goOnTo(Instant time) {
		Duration wait = Duration.between(instant(), time);
		if (wait.compareTo(Duration.ZERO) > 0) {
			goOn(wait);
		}
	}

	synchronized void goOn(Duration time) {
		if (this.clock instanceof MutableClock mutable) {
			mutable.advance(time);
		}
		else {
			this.ahead = this.ahead.plus(time);
		}
	}

	@Override
	public Instant instant() {
		return this.clock.instant().plus(this.ahead);
	}

	@Override
	public ZoneId getZone() {
		return this.clock.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.offset(this.clock.withZone(zone), this.ahead);
	}

}
