package dev.webhooks.autoconfigure.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.CircuitBreakerSettings;
import dev.webhooks.provider.settings.Percentage;

/**
 * When events are held up because too many fail.
 */
public class CircuitBreakerProperties {

	/**
	 * How many of the runs fail for events to be held up. Half of them, '50%', by
	 * default.
	 */
	private @Nullable Percentage failureRate;

	/**
	 * Runs that there are for that in the window at least. 20 by default.
	 */
	private @Nullable Integer minimumCalls;

	/**
	 * Time over which runs are counted, on each node by itself. A minute by default.
	 */
	private @Nullable Duration window;

	/**
	 * How long nothing runs until some events are tried. 30 seconds by default.
	 */
	private @Nullable Duration wait;

	/**
	 * Events that are tried then, by all nodes together. The others go on when fewer of
	 * them fail than the failure rate says. 3 by default.
	 */
	private @Nullable Integer probes;

	public @Nullable Percentage getFailureRate() {
		return this.failureRate;
	}

	public void setFailureRate(@Nullable Percentage failureRate) {
		this.failureRate = failureRate;
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

	public @Nullable Duration getWait() {
		return this.wait;
	}

	public void setWait(@Nullable Duration wait) {
		this.wait = wait;
	}

	public @Nullable Integer getProbes() {
		return this.probes;
	}

	public void setProbes(@Nullable Integer probes) {
		this.probes = probes;
	}

	CircuitBreakerSettings toSettings() {
		return new CircuitBreakerSettings(this.failureRate, this.minimumCalls, this.window, this.wait, this.probes);
	}

}
