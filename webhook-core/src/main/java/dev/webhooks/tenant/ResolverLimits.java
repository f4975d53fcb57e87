package dev.webhooks.tenant;

import java.time.Clock;
import java.time.Duration;

import dev.webhooks.Internal;

/**
 * Limits of what resolvers are asked and of what is remembered of their answers.
 * Immutable.
 *
 * @param cacheSize tenants that are remembered at the most
 * @param timeToLive how long each is
 * @param unknownCacheSize names that are remembered to be nobody's at the most
 * @param unknownTimeToLive how long each is
 * @param unknownPerMinute how often in a minute a resolver is asked for names that turn
 * out to be nobody's, for each client
 * @param clock tells the time that passes
 */
@Internal
public record ResolverLimits(long cacheSize, Duration timeToLive, long unknownCacheSize, Duration unknownTimeToLive,
		int unknownPerMinute, Clock clock) {

	/**
	 * Checks the limits where somebody is asked.
	 * @throws IllegalArgumentException if one of them is not positive; the message begins
	 * with its key
	 */
	public void check() {
		check("cache-size", this.cacheSize > 0);
		check("cache-time-to-live", this.timeToLive.compareTo(Duration.ZERO) > 0);
		check("unknown-cache-size", this.unknownCacheSize > 0);
		check("unknown-time-to-live", this.unknownTimeToLive.compareTo(Duration.ZERO) > 0);
		check("unknown-per-minute", this.unknownPerMinute > 0);
	}

	private static void check(String key, boolean positive) {
		if (!positive) {
			throw new IllegalArgumentException(key);
		}
	}

	/**
	 * The limits where nobody is asked.
	 */
	public static final ResolverLimits NONE = new ResolverLimits(0, Duration.ZERO, 0, Duration.ZERO, 0,
			Clock.systemUTC());

}
