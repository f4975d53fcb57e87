package dev.webhooks.guard;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.provider.RequestLimit;
import dev.webhooks.redis.RedisAnswer;
import dev.webhooks.redis.RedisGateway;

/**
 * Counts the requests of all nodes together, in Redis. What Redis does not decide in time
 * this node decides by itself, from what was left when it last heard of it. Safe for use
 * by several threads.
 */
@Internal
public final class RedisRateLimiter implements RateLimiter, AutoCloseable {

	private final RedisGateway<RedisBuckets> redis;

	private final LocalRateLimiter local;

	/**
	 * Creates a limiter, which counts for itself until it is told to {@link #connect}.
	 * @param client the client of Redis; the caller closes it
	 * @param prefix what the names of all keys in Redis begin with
	 * @param local decides what Redis does not
	 * @param timeout how long one request waits for Redis at the most
	 */
	public RedisRateLimiter(RedisClient client, String prefix, LocalRateLimiter local, Duration timeout) {
		this.redis = new RedisGateway<>(client, new RedisBuckets.Use(prefix + "rate-limit:"), timeout);
		this.local = local;
	}

	/**
	 * Begins to connect, in the background.
	 */
	public void connect() {
		this.redis.connect();
	}

	/**
	 * Whether requests are counted in Redis now.
	 * @return whether they are, and not in this node alone
	 */
	public boolean isShared() {
		return this.redis.isOpen();
	}

	/**
	 * Waits for Redis only where it has a say: a request that was refused already is
	 * counted behind its back.
	 */
	@Override
	public Duration take(RateLimitKey key, RequestLimit limit) {
		Duration own = this.local.take(key, limit);
		RedisAnswer<BucketScript.Level> answer = send(key, limit, 1);
		if (key.client() != null || answer == null) {
			return own;
		}
		BucketScript.Level shared = answer.await();
		return (shared != null) ? shared.untilNext() : own;
	}

	/**
	 * Tells what is known here, and asks Redis for the next time.
	 */
	@Override
	public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
		send(key, limit, 0);
		return this.local.timeUntilNext(key, limit);
	}

	@Override
	public void close() {
		this.redis.close();
	}

	private @Nullable RedisAnswer<BucketScript.Level> send(RateLimitKey key, RequestLimit limit, int amount) {
		return this.redis.ask((buckets) -> buckets.take(key, limit, amount).thenApply((level) -> {
			this.local.leaveAtMost(key, limit, level.left());
			return level;
		}));
	}

}
