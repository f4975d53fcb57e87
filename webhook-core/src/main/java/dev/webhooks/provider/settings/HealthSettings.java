package dev.webhooks.provider.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * When the health of a provider is down: the keys below {@code health}. Immutable.
 *
 * @param maxFailureRate how many of the verified requests and runs may fail, or
 * {@code null} for any number
 * @param minimumCalls how many requests and runs there are for that at least, 20 by
 * default
 * @param window the time over which they are counted, 10 minutes by default
 * @param maxSilence the longest time without a verified request, or {@code null} for any
 * time
 */
public record HealthSettings(@Nullable Percentage maxFailureRate, Integer minimumCalls, Duration window,
		@Nullable Duration maxSilence) {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration DAY = Duration.ofDays(1);

	/**
	 * No threshold.
	 */
	public static final HealthSettings NONE = new HealthSettings(null, null, null, null);

	public HealthSettings(@Nullable Percentage maxFailureRate, @Nullable Integer minimumCalls,
			@Nullable Duration window, @Nullable Duration maxSilence) {
		this.maxFailureRate = maxFailureRate;
		this.minimumCalls = Unset.or(minimumCalls, 20);
		this.window = Unset.or(window, Duration.ofMinutes(10));
		this.maxSilence = maxSilence;
		check(maxFailureRate == null || maxFailureRate.value() < 100, "max-failure-rate",
				String.valueOf(maxFailureRate), "Use a rate below 100%, or leave it out.");
		check(this.minimumCalls >= 1, "minimum-calls", this.minimumCalls, "Use a number from 1.");
		check(this.window.compareTo(SECOND) >= 0 && this.window.compareTo(DAY) <= 0, "window", this.window,
				"Use a time from 1s to 1d.");
		check(maxSilence == null || maxSilence.compareTo(SECOND) >= 0, "max-silence", String.valueOf(maxSilence),
				"Use a time from 1s, or leave it out.");
	}

	private static void check(boolean condition, String key, Object value, String fix) {
		if (!condition) {
			throw InvalidSettingException.of("health." + key, value + " is out of range.", fix);
		}
	}

	static HealthSettings read(SettingsReader reader) {
		return new HealthSettings(reader.percentage("max-failure-rate"), reader.integer("minimum-calls"),
				reader.duration("window"), reader.duration("max-silence"));
	}

}
