package dev.webhooks.guard;

import java.time.Duration;

import dev.webhooks.provider.RequestLimit;

/**
 * Counts requests against limits. The built-in ones count in this application or, for
 * several nodes together, in Redis; a bean of this type replaces them.
 * <p>
 * Implementations must be safe for use by several threads, must take as much as they are
 * asked for in one step, and must not fail: where the store behind them is away, they say
 * that there is something left.
 */
public interface RateLimiter {

	/**
	 * Takes one request from a limit, if there is one left.
	 * @param key what is counted
	 * @param limit how much there is
	 * @return {@link Duration#ZERO} if there was one left, else the time until there will
	 * be
	 */
	Duration take(RateLimitKey key, RequestLimit limit);

	/**
	 * Tells whether there is one request left, and leaves it there.
	 * @param key what is counted
	 * @param limit how much there is
	 * @return {@link Duration#ZERO} if there is one left, else the time until there will
	 * be
	 */
	Duration timeUntilNext(RateLimitKey key, RequestLimit limit);

}
