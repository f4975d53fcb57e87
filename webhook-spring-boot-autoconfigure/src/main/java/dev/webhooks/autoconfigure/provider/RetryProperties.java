package dev.webhooks.autoconfigure.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.RetryOverrides;
import dev.webhooks.provider.settings.RetrySettings;

/**
 * When an event that failed is processed again.
 */
public class RetryProperties extends FailureProperties {

	/**
	 * Attempts to process an event before it is given up.
	 */
	private @Nullable Integer maxAttempts;

	/**
	 * Time before the second attempt.
	 */
	private @Nullable Duration initialInterval;

	/**
	 * Factor by which the time grows from attempt to attempt.
	 */
	private @Nullable Double multiplier;

	/**
	 * Longest time between two attempts.
	 */
	private @Nullable Duration maxInterval;

	/**
	 * Share by which the time is varied at random, in both directions.
	 */
	private @Nullable Double jitter;

	public @Nullable Integer getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(@Nullable Integer maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public @Nullable Duration getInitialInterval() {
		return this.initialInterval;
	}

	public void setInitialInterval(@Nullable Duration initialInterval) {
		this.initialInterval = initialInterval;
	}

	public @Nullable Double getMultiplier() {
		return this.multiplier;
	}

	public void setMultiplier(@Nullable Double multiplier) {
		this.multiplier = multiplier;
	}

	public @Nullable Duration getMaxInterval() {
		return this.maxInterval;
	}

	public void setMaxInterval(@Nullable Duration maxInterval) {
		this.maxInterval = maxInterval;
	}

	public @Nullable Double getJitter() {
		return this.jitter;
	}

	public void setJitter(@Nullable Double jitter) {
		this.jitter = jitter;
	}

	RetryOverrides toOverrides() {
		return new RetryOverrides(this.maxAttempts, this.initialInterval, this.multiplier, this.maxInterval,
				this.jitter, toLists());
	}

	RetrySettings toSettings() {
		return new RetrySettings(this.maxAttempts, this.initialInterval, this.multiplier, this.maxInterval, this.jitter,
				toLists());
	}

}
