package dev.webhooks.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts what one channel does. Safe for use by several threads.
 */
final class ActivityCounts {

	private final Clock clock;

	private final SlidingCounts window;

	private final LongAdder received = new LongAdder();

	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private volatile @Nullable Instant lastReceived;

	private volatile ChannelActivity.@Nullable LastError lastError;

	ActivityCounts(Clock clock, Duration window) {
		this.clock = clock;
		this.window = new SlidingCounts(window);
	}

	void verified() {
		Instant now = this.clock.instant();
		this.received.increment();
		this.lastReceived = now;
	}

	void refused(String reason) {
		this.refused.increment();
		error(reason);
	}

	void error(String text) {
		this.lastError = new ChannelActivity.LastError(this.clock.instant(), text);
	}

	/** A verified request was answered. */
	void answered(boolean failure) {
		this.window.add(this.clock.instant(), 1, failure ? 1 : 0);
	}

	void ran(Duration time, boolean failure) {
		(failure ? this.failed : this.processed).increment();
		this.nanos.add(time.toNanos());
		this.window.add(this.clock.instant(), 1, failure ? 1 : 0);
	}

	ChannelActivity view() {
		long ended = this.processed.sum() + this.failed.sum();
		return new ChannelActivity(this.received.sum(), this.processed.sum(), this.failed.sum(), this.refused.sum(),
				(ended > 0) ? Duration.ofNanos(this.nanos.sum() / ended) : null, this.lastReceived, this.lastError,
				this.window.view(this.clock.instant()));
	}

}
