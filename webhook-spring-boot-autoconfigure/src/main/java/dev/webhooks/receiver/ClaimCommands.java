package dev.webhooks.receiver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;

import dev.webhooks.redis.RedisUse;

/**
 * Commands by which nodes share in Redis which events are claimed, and which were
 * processed. A claim ends by the clock of Redis, and each command is one round trip.
 * Immutable.
 */
final class ClaimCommands {

	private static final String PROCESSED = "processed";

	/** Renews the claim of its holder as well, and makes good what Redis has lost. */
	private static final String CLAIM = """
			local holder = redis.call('GET', KEYS[1])
			if not holder or holder == ARGV[1] then
			  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
			  return 'NEW'
			end
			return holder == 'processed' and 'DONE' or 'IN_PROGRESS'
			""";

	private static final String RELEASE = """
			return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0
			""";

	private final RedisAsyncCommands<String, String> redis;

	private final Duration lease;

	private final Duration timeToLive;

	private ClaimCommands(RedisAsyncCommands<String, String> redis, Duration lease, Duration timeToLive) {
		this.redis = redis;
		this.lease = lease;
		this.timeToLive = timeToLive;
	}

	/**
	 * Claims an event, or renews the claim.
	 * @param key the key of the event
	 * @param token tells this claim from all others
	 * @return whether the event is the caller's, is another's or was processed
	 */
	CompletableFuture<EventClaim.State> claim(String key, String token) {
		return this.redis
			.<String>eval(CLAIM, ScriptOutputType.VALUE, new String[] { key }, token,
					Long.toString(this.lease.toMillis()))
			.toCompletableFuture()
			.thenApply(EventClaim.State::valueOf);
	}

	/**
	 * Frees an event, unless another has claimed it.
	 */
	CompletableFuture<?> release(String key, String token) {
		return this.redis.<Long>eval(RELEASE, ScriptOutputType.INTEGER, new String[] { key }, token)
			.toCompletableFuture();
	}

	/**
	 * Remembers that an event was processed, whoever has claimed it meanwhile.
	 */
	CompletableFuture<?> complete(String key) {
		return this.redis.set(key, PROCESSED, SetArgs.Builder.px(this.timeToLive.toMillis())).toCompletableFuture();
	}

	/**
	 * Deduplication, as what Redis is for.
	 *
	 * @param prefix what the names of all keys begin with
	 * @param lease how long a claim lasts that nobody renews
	 * @param timeToLive how long an event is remembered
	 * @param withoutRedis what becomes of events while Redis is away
	 */
	record Use(String prefix, Duration lease, Duration timeToLive,
			WithoutRedis withoutRedis) implements RedisUse<ClaimCommands> {

		@Override
		public CompletableFuture<ClaimCommands> prepare(RedisAsyncCommands<String, String> redis) {
			return CompletableFuture.completedFuture(new ClaimCommands(redis, this.lease, this.timeToLive));
		}

		@Override
		public CompletableFuture<?> probe(ClaimCommands commands) {
			return commands.claim(this.prefix + "probe", "probe");
		}

		@Override
		public String whileAway() {
			return (this.withoutRedis == WithoutRedis.REFUSE)
					? "events that are processed before the answer are answered 503"
					: "each node recognises only the events that it has processed itself";
		}

		@Override
		public String onceBack() {
			return "processed events are recognised by all nodes again";
		}

	}

}
