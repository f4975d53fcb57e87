package dev.webhooks.provider.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * When an event that failed is processed again: the keys below {@code retry}. Immutable.
 *
 * @param maxAttempts attempts before the event is given up, at least one; 8 by default
 * @param initialInterval the time before the second attempt, 10 seconds by default
 * @param multiplier the factor by which the time grows, at least one; 3 by default
 * @param maxInterval the longest time between two attempts, an hour by default
 * @param jitter the share by which the time is varied at random, from 0 to 1; 0.2 by
 * default
 * @param lists what single exceptions mean for the next attempt
 */
public record RetrySettings(Integer maxAttempts, Duration initialInterval, Double multiplier, Duration maxInterval,
		Double jitter, FailureLists lists) {

	/**
	 * Eight attempts in about three hours.
	 */
	public static final RetrySettings DEFAULT = new RetrySettings(null, null, null, null, null);

	/**
	 * Makes settings with nothing that is said of single exceptions.
	 * @param maxAttempts attempts before the event is given up
	 * @param initialInterval the time before the second attempt
	 * @param multiplier the factor by which the time grows
	 * @param maxInterval the longest time between two attempts
	 * @param jitter the share by which the time is varied at random
	 */
	public RetrySettings(@Nullable Integer maxAttempts, @Nullable Duration initialInterval, @Nullable Double multiplier,
			@Nullable Duration maxInterval, @Nullable Double jitter) {
		this(maxAttempts, initialInterval, multiplier, maxInterval, jitter, FailureLists.NONE);
	}

	public RetrySettings(@Nullable Integer maxAttempts, @Nullable Duration initialInterval, @Nullable Double multiplier,
			@Nullable Duration maxInterval, @Nullable Double jitter, FailureLists lists) {
		this.lists = lists;
		this.maxAttempts = Unset.or(maxAttempts, 8);
		this.initialInterval = Unset.or(initialInterval, Duration.ofSeconds(10));
		this.multiplier = Unset.or(multiplier, 3.0);
		this.maxInterval = Unset.or(maxInterval, Duration.ofHours(1));
		this.jitter = Unset.or(jitter, 0.2);
		check(this.maxAttempts >= 1, "'max-attempts' must be at least 1.");
		check(!this.initialInterval.isNegative(), "'initial-interval' must not be negative.");
		check(this.multiplier >= 1, "'multiplier' must be at least 1.");
		check(this.maxInterval.compareTo(this.initialInterval) >= 0,
				"'max-interval' must not be below 'initial-interval'.");
		check(this.jitter >= 0 && this.jitter <= 1, "'jitter' must be from 0 to 1.");
	}

	private static void check(boolean condition, String reason) {
		if (!condition) {
			throw InvalidSettingException.of("retry", reason, "Correct the property.");
		}
	}

	static RetrySettings read(SettingsReader reader) {
		return new RetrySettings(reader.integer("max-attempts"), reader.duration("initial-interval"),
				reader.decimal("multiplier"), reader.duration("max-interval"), reader.decimal("jitter"),
				FailureLists.read(reader));
	}

}
