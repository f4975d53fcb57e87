package dev.webhooks.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Counts calls and failures of the latest time, in steps of a thirtieth of it. Guarded by
 * its own lock. What a clock that was set back has counted in the future does not count.
 */
final class SlidingCounts {

	private static final int STEPS = 30;

	private final Duration length;

	private final long stepMillis;

	private final long[] steps = new long[STEPS];

	private final long[] calls = new long[STEPS];

	private final long[] failures = new long[STEPS];

	SlidingCounts(Duration length) {
		this.length = length;
		this.stepMillis = Math.max(1, length.toMillis() / STEPS);
		Arrays.fill(this.steps, Long.MIN_VALUE);
	}

	synchronized void add(Instant now, long calls, long failures) {
		long step = step(now);
		int place = (int) Math.floorMod(step, STEPS);
		if (this.steps[place] != step) {
			this.steps[place] = step;
			this.calls[place] = 0;
			this.failures[place] = 0;
		}
		this.calls[place] += calls;
		this.failures[place] += failures;
	}

	synchronized ChannelActivity.Window view(Instant now) {
		long step = step(now);
		long allCalls = 0;
		long allFailures = 0;
		for (int i = 0; i < STEPS; i++) {
			if (this.steps[i] <= step && this.steps[i] > step - STEPS) {
				allCalls += this.calls[i];
				allFailures += this.failures[i];
			}
		}
		return new ChannelActivity.Window(this.length, allCalls, allFailures);
	}

	private long step(Instant now) {
		return Math.floorDiv(now.toEpochMilli(), this.stepMillis);
	}

}
