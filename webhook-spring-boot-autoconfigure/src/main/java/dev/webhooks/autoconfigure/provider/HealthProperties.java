package dev.webhooks.autoconfigure.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.HealthSettings;
import dev.webhooks.provider.settings.Percentage;

/**
 * When the health of a provider is down.
 */
public class HealthProperties {

	/**
	 * How many of the verified requests and of the runs of listeners may fail, such as
	 * '10%'. Any number by default.
	 */
	private @Nullable Percentage maxFailureRate;

	/**
	 * Requests and runs that there are for that in the window at least. 20 by default.
	 */
	private @Nullable Integer minimumCalls;

	/**
	 * Time over which requests and runs are counted, on each node by itself. 10 minutes
	 * by default.
	 */
	private @Nullable Duration window;

	/**
	 * Longest time without a verified request. Any time by default.
	 */
	private @Nullable Duration maxSilence;

	public @Nullable Percentage getMaxFailureRate() {
		return this.maxFailureRate;
	}

	public void setMaxFailureRate(@Nullable Percentage maxFailureRate) {
		this.maxFailureRate = maxFailureRate;
	}

	public @Nullable Integer getMinimumCalls() {
		return this.minimumCalls;
	}

	public void setMinimumCalls(@Nullable Integer minimumCalls) {
		this.minimumCalls = minimumCalls;
	}

	public @Nullable Duration getWindow() {
		return this.window;
	}

	public void setWindow(@Nullable Duration window) {
		this.window = window;
	}

	public @Nullable Duration getMaxSilence() {
		return this.maxSilence;
	}

	public void setMaxSilence(@Nullable Duration maxSilence) {
		this.maxSilence = maxSilence;
	}

	HealthSettings toSettings() {
		return new HealthSettings(this.maxFailureRate, this.minimumCalls, this.window, this.maxSilence);
	}

}
