package dev.webhooks.autoconfigure.provider;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.RateLimitSettings;

/**
 * How many requests are accepted.
 */
public class RateLimitProperties {

	/**
	 * Verified requests that are accepted in a minute, of each tenant.
	 */
	private @Nullable Integer requestsPerMinute;

	/**
	 * Verified requests that are accepted at once, of each tenant. As many as in a minute
	 * by default.
	 */
	private @Nullable Integer burst;

	/**
	 * Refused requests of one client address in a minute, after which it is turned away.
	 */
	private @Nullable Integer failuresPerMinute;

	public @Nullable Integer getRequestsPerMinute() {
		return this.requestsPerMinute;
	}

	public void setRequestsPerMinute(@Nullable Integer requestsPerMinute) {
		this.requestsPerMinute = requestsPerMinute;
	}

	public @Nullable Integer getBurst() {
		return this.burst;
	}

	public void setBurst(@Nullable Integer burst) {
		this.burst = burst;
	}

	public @Nullable Integer getFailuresPerMinute() {
		return this.failuresPerMinute;
	}

	public void setFailuresPerMinute(@Nullable Integer failuresPerMinute) {
		this.failuresPerMinute = failuresPerMinute;
	}

	RateLimitSettings toSettings() {
		return new RateLimitSettings(this.requestsPerMinute, this.burst, this.failuresPerMinute);
	}

}
