package dev.webhooks.provider;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.provider.settings.RateLimitSettings;

/**
 * How many requests of a provider are accepted. Immutable.
 *
 * @param requestsPerMinute verified requests in a minute, or {@code null} for any number
 * @param burst verified requests at once, or {@code null} for as many as in a minute
 * @param failuresPerMinute refused requests of one client address in a minute, or
 * {@code null} for any number
 */
public record RateLimit(@Nullable Integer requestsPerMinute, @Nullable Integer burst,
		@Nullable Integer failuresPerMinute) {

	public RateLimit {
		Assert.isTrue(requestsPerMinute == null || requestsPerMinute > 0, "'requests-per-minute' must be positive");
		Assert.isTrue(burst == null || burst > 0, "'burst' must be positive");
		Assert.isTrue(burst == null || requestsPerMinute != null, "'burst' needs 'requests-per-minute'");
		Assert.isTrue(failuresPerMinute == null || failuresPerMinute > 0, "'failures-per-minute' must be positive");
	}

	static RateLimit of(RateLimitSettings settings) {
		return new RateLimit(settings.requestsPerMinute(), settings.burst(), settings.failuresPerMinute());
	}

	/**
	 * The limit of verified requests.
	 * @return the limit or {@code null} for any number
	 */
	public @Nullable RequestLimit verified() {
		if (this.requestsPerMinute == null) {
			return null;
		}
		return new RequestLimit(this.requestsPerMinute, (this.burst != null) ? this.burst : this.requestsPerMinute);
	}

	/**
	 * The limit of refused requests of one client.
	 * @return the limit or {@code null} for any number
	 */
	public @Nullable RequestLimit refused() {
		return (this.failuresPerMinute != null) ? new RequestLimit(this.failuresPerMinute, this.failuresPerMinute)
				: null;
	}

}
