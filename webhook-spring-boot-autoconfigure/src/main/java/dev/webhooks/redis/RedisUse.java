package dev.webhooks.redis;

import java.util.concurrent.CompletableFuture;

import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * Purpose that nodes have a Redis for.
 *
 * @param <C> what Redis is asked by
 */
public interface RedisUse<C> {

	/**
	 * Makes what Redis is asked by, and teaches Redis what it has to know for it.
	 * @param redis the commands of a new connection
	 * @return what Redis is asked by
	 */
	CompletableFuture<C> prepare(RedisAsyncCommands<String, String> redis);

	/**
	 * Asks what is asked in earnest, writing included, of nobody's account.
	 * @param commands what Redis is asked by
	 * @return the answer
	 */
	CompletableFuture<?> probe(C commands);

	/**
	 * Consequence of its absence, for the log.
	 * @return a clause, such as {@code each node counts for itself}
	 */
	String whileAway();

	/**
	 * Consequence of its return, for the log.
	 * @return a clause, such as {@code limits are shared again}
	 */
	String onceBack();

}
