package dev.webhooks.guard;

import java.util.concurrent.CompletableFuture;

import io.lettuce.core.api.async.RedisAsyncCommands;

import dev.webhooks.provider.RequestLimit;
import dev.webhooks.redis.RedisUse;

/**
 * The buckets of all nodes, in Redis. Each decision is one run of a script, by the clock
 * of Redis: nodes neither get in each other's way nor have to agree on the time. Safe for
 * use by several threads.
 */
final class RedisBuckets {

	private final String prefix;

	private final BucketScript script;

	private RedisBuckets(String prefix, BucketScript script) {
		this.prefix = prefix;
		this.script = script;
	}

	/**
	 * Takes from the bucket of a key, if there is enough left.
	 * @param key what is counted
	 * @param limit how much there is
	 * @param amount one request, or zero to only look
	 * @return what is left
	 */
	CompletableFuture<BucketScript.Level> take(RateLimitKey key, RequestLimit limit, int amount) {
		return this.script.run(nameOf(key, limit), limit, amount);
	}

	/**
	 * The part that a stranger may have chosen stands last, so that no two keys have one
	 * name. With the limit in it, nodes that are configured anew count anew.
	 */
	private String nameOf(RateLimitKey key, RequestLimit limit) {
		String tenant = (key.tenant() != null) ? ":" + key.tenant() : "";
		String subject = (key.client() != null) ? "refused:" + key.client() : "verified" + tenant;
		return this.prefix + "%s:%s:%s:%s".formatted(key.provider(), limit.perMinute(), limit.burst(), subject);
	}

	/**
	 * Rate limits, as what Redis is for.
	 *
	 * @param prefix what the names of all buckets begin with
	 */
	record Use(String prefix) implements RedisUse<RedisBuckets> {

		@Override
		public CompletableFuture<RedisBuckets> prepare(RedisAsyncCommands<String, String> redis) {
			return BucketScript.load(redis).thenApply((script) -> new RedisBuckets(this.prefix, script));
		}

		@Override
		public CompletableFuture<?> probe(RedisBuckets buckets) {
			return buckets.script.run(this.prefix + "probe", new RequestLimit(60, 60), 1);
		}

		@Override
		public String whileAway() {
			return "each node counts rate limits for itself";
		}

		@Override
		public String onceBack() {
			return "rate limits are shared again";
		}

	}

}
