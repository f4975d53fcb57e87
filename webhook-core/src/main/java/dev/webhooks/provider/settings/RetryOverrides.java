package dev.webhooks.provider.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keys below {@code retry} of one listener, which says when an event that failed is
 * processed again. What it leaves out is as {@link RetrySettings} have it. Immutable.
 *
 * @param maxAttempts attempts before the event is given up, or {@code null}
 * @param initialInterval the time before the second attempt, or {@code null}
 * @param multiplier the factor by which the time grows, or {@code null}
 * @param maxInterval the longest time between two attempts, or {@code null}
 * @param jitter the share by which the time is varied at random, or {@code null}
 * @param lists what single exceptions mean for the next attempt
 */
public record RetryOverrides(@Nullable Integer maxAttempts, @Nullable Duration initialInterval,
		@Nullable Double multiplier, @Nullable Duration maxInterval, @Nullable Double jitter, FailureLists lists) {

	/**
	 * Nothing that is said.
	 */
	public static final RetryOverrides NONE = new RetryOverrides(null, null, null, null, null, FailureLists.NONE);

	/**
	 * Tells whether nothing is said.
	 * @return whether all is left out
	 */
	public boolean isEmpty() {
		return equals(NONE);
	}

	/**
	 * Takes what is left out here from others, apart from the lists.
	 * @param beneath the others
	 * @return the new overrides
	 */
	public RetryOverrides over(RetryOverrides beneath) {
		return new RetryOverrides(first(this.maxAttempts, beneath.maxAttempts),
				first(this.initialInterval, beneath.initialInterval), first(this.multiplier, beneath.multiplier),
				first(this.maxInterval, beneath.maxInterval), first(this.jitter, beneath.jitter), this.lists);
	}

	private static <T> @Nullable T first(@Nullable T own, @Nullable T beneath) {
		return (own != null) ? own : beneath;
	}

	/**
	 * Takes what is left out here from settings, apart from the lists.
	 * @param beneath the settings
	 * @return the new settings
	 * @throws dev.webhooks.InvalidSettingException if they cannot be used together
	 */
	public RetrySettings over(RetrySettings beneath) {
		return new RetrySettings(Unset.or(this.maxAttempts, beneath.maxAttempts()),
				Unset.or(this.initialInterval, beneath.initialInterval()),
				Unset.or(this.multiplier, beneath.multiplier()), Unset.or(this.maxInterval, beneath.maxInterval()),
				Unset.or(this.jitter, beneath.jitter()), this.lists);
	}

}
