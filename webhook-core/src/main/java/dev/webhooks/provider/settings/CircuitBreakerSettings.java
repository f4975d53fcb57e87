package dev.webhooks.provider.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * When events are held up because too many fail: the keys below {@code circuit-breaker}.
 * Immutable.
 *
 * @param failureRate how many of the runs fail for events to be held up, above 0; half of
 * them by default
 * @param minimumCalls how many runs there are for that at least, 20 by default
 * @param window the time over which runs are counted, a minute by default
 * @param holdUp how long nothing runs until some events are tried: the key {@code wait},
 * 30 seconds by default
 * @param probes how many events are tried then, 3 by default
 */
public record CircuitBreakerSettings(Percentage failureRate, Integer minimumCalls, Duration window, Duration holdUp,
		Integer probes) {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DAY = Duration.ofDays(1);

	public CircuitBreakerSettings(@Nullable Percentage failureRate, @Nullable Integer minimumCalls,
			@Nullable Duration window, @Nullable Duration holdUp, @Nullable Integer probes) {
		this.failureRate = Unset.or(failureRate, new Percentage(50));
		this.minimumCalls = Unset.or(minimumCalls, 20);
		this.window = Unset.or(window, Duration.ofMinutes(1));
		this.holdUp = Unset.or(holdUp, Duration.ofSeconds(30));
		this.probes = Unset.or(probes, 3);
		check(this.failureRate.value() > 0, "failure-rate", this.failureRate, "Use more than 0%, up to 100%.");
		check(this.minimumCalls >= 1 && this.minimumCalls <= 1_000_000, "minimum-calls", this.minimumCalls,
				"Use a number from 1 to 1000000.");
		check(isWithin(this.window, HOUR), "window", this.window, "Use a time from 1s to 1h.");
		check(isWithin(this.holdUp, DAY), "wait", this.holdUp, "Use a time from 1s to 1d.");
		check(this.probes >= 1 && this.probes <= 1000, "probes", this.probes, "Use a number from 1 to 1000.");
	}

	private static boolean isWithin(Duration time, Duration most) {
		return time.compareTo(SECOND) >= 0 && time.compareTo(most) <= 0;
	}

	private static void check(boolean condition, String key, Object value, String fix) {
		if (!condition) {
			throw InvalidSettingException.of("circuit-breaker." + key, value + " is out of range.", fix);
		}
	}

	/**
	 * How many of the events that are tried may fail without holding up the others any
	 * longer: so few that they are below the rate.
	 * @return their number
	 */
	public int toleratedProbes() {
		return (int) Math.ceil(this.failureRate.value() * this.probes / 100) - 1;
	}

	static CircuitBreakerSettings read(SettingsReader reader) {
		return new CircuitBreakerSettings(reader.percentage("failure-rate"), reader.integer("minimum-calls"),
				reader.duration("window"), reader.duration("wait"), reader.integer("probes"));
	}

}
