package dev.webhooks.guard;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;

import dev.webhooks.provider.RequestLimit;

/**
 * The script by which Redis keeps a bucket: it fills up with the time that has passed by
 * the clock of Redis, and one step looks at it and takes from it. Immutable.
 */
final class BucketScript {

	private static final String TEXT = """
			local perMinute, burst, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
			local time = redis.call('TIME')
			local now = time[1] * 1000000 + time[2]
			local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
			local tokens = burst
			if bucket[1] then
			  local elapsed = math.max(0, now - bucket[2])
			  tokens = math.min(burst, bucket[1] + elapsed * perMinute / 60000000)
			end
			local wait = 0
			if tokens < 1 then
			  wait = math.ceil((1 - tokens) * 60000000 / perMinute)
			else
			  tokens = tokens - amount
			end
			if amount > 0 then
			  redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now)
			  redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) * 60000 / perMinute) + 1000)
			end
			return { wait, math.floor(tokens) }
			""";

	private final RedisAsyncCommands<String, String> redis;

	private final String digest;

	private BucketScript(RedisAsyncCommands<String, String> redis, String digest) {
		this.redis = redis;
		this.digest = digest;
	}

	/**
	 * Teaches Redis the script.
	 * @param redis the commands of a connection
	 * @return the script
	 */
	static CompletableFuture<BucketScript> load(RedisAsyncCommands<String, String> redis) {
		return redis.scriptLoad(TEXT).toCompletableFuture().thenApply((digest) -> new BucketScript(redis, digest));
	}

	/**
	 * Takes from a bucket, if there is enough left.
	 * @param name the key of the bucket
	 * @param limit how much there is
	 * @param amount one request, or zero to only look
	 * @return what is left
	 */
	CompletableFuture<Level> run(String name, RequestLimit limit, int amount) {
		return this.redis
			.<List<Long>>evalsha(this.digest, ScriptOutputType.MULTI, new String[] { name },
					Integer.toString(limit.perMinute()), Integer.toString(limit.burst()), Integer.toString(amount))
			.toCompletableFuture()
			.thenApply((answer) -> new Level(Duration.of(answer.get(0), ChronoUnit.MICROS), answer.get(1)));
	}

	/**
	 * Rest in a bucket.
	 *
	 * @param untilNext {@link Duration#ZERO} if there was a request left, else the time
	 * until there will be
	 * @param left how many requests are left now
	 */
	record Level(Duration untilNext, long left) {

	}

}
