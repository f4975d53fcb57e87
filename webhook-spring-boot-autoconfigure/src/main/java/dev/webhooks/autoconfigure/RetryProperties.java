package dev.webhooks.autoconfigure;

import java.time.Duration;

/**
 * When an event that failed is processed again.
 */
public class RetryProperties {

	/**
	 * Attempts to process an event before it is given up.
	 */
	private int maxAttempts = 8;

	/**
	 * Time before the second attempt.
	 */
	private Duration initialInterval = Duration.ofSeconds(10);

	/**
	 * Factor by which the time grows from attempt to attempt.
	 */
	private double multiplier = 3;

	/**
	 * Longest time between two attempts.
	 */
	private Duration maxInterval = Duration.ofHours(1);

	/**
	 * Share by which the time is varied at random, in both directions.
	 */
	private double jitter = 0.2;

	public int getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public Duration getInitialInterval() {
		return this.initialInterval;
	}

	public void setInitialInterval(Duration initialInterval) {
		this.initialInterval = initialInterval;
	}

	public double getMultiplier() {
		return this.multiplier;
	}

	public void setMultiplier(double multiplier) {
		this.multiplier = multiplier;
	}

	public Duration getMaxInterval() {
		return this.maxInterval;
	}

	public void setMaxInterval(Duration maxInterval) {
		this.maxInterval = maxInterval;
	}

	public double getJitter() {
		return this.jitter;
	}

	public void setJitter(double jitter) {
		this.jitter = jitter;
	}

}
