package dev.webhooks.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.RequestLimit;

/**
 * The buckets of all nodes, in a Redis that answered when it was connected to. Each
 * decision is one run of a script, by the clock of Redis: nodes neither get in each
 * other's way nor have to agree on the time. Safe for use by several threads.
 */
final class RedisBuckets {

	/** Makes a bucket of whatever is there, takes from it and says what is left. */
	private static final String SCRIPT = """
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

	private static final String PREFIX = "webhooks:rate-limit:";

	/** How long what is done only once may take: all of it is new to the Java VM. */
	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final int PROBES = 5;

	private final StatefulRedisConnection<String, String> connection;

	private final String digest;

	private volatile @Nullable Long silentSince;

	private RedisBuckets(StatefulRedisConnection<String, String> connection, String digest) {
		this.connection = connection;
		this.digest = digest;
	}

	/**
	 * Connects, and makes sure that Redis runs the script and is fast enough.
	 * @param client the client of Redis
	 * @param timeout the time in which Redis has to answer
	 * @return the buckets
	 * @throws RedisException if Redis cannot be used now
	 */
	static RedisBuckets connect(RedisClient client, Duration timeout) {
		StatefulRedisConnection<String, String> connection = client.connect();
		try {
			RedisBuckets buckets = new RedisBuckets(connection, await(connection.async().scriptLoad(SCRIPT), WARM_UP));
			buckets.check(timeout);
			return buckets;
		}
		catch (RuntimeException ex) {
			connection.closeAsync();
			throw ex;
		}
	}

	/**
	 * Takes from the bucket of a key, if there is enough left.
	 * @param key what is counted
	 * @param limit how much there is
	 * @param amount one request, or zero to only look
	 * @return what is left
	 */
	CompletableFuture<Level> take(RateLimitKey key, RequestLimit limit, int amount) {
		return run(nameOf(key, limit), limit, amount);
	}

	boolean isOpen() {
		return this.connection.isOpen();
	}

	/**
	 * Takes note that Redis answered in time.
	 */
	void answered() {
		this.silentSince = null;
	}

	/**
	 * Takes note that Redis did not answer in time.
	 * @return for how long there has been no answer in time to anybody
	 */
	Duration unanswered(Duration waited) {
		long now = System.nanoTime();
		Long since = this.silentSince;
		if (since == null) {
			since = now - waited.toNanos();
			this.silentSince = since;
		}
		return Duration.ofNanos(now - since);
	}

	/**
	 * Closes the connection without waiting for it.
	 */
	void abandon() {
		this.connection.closeAsync();
	}

	void close() {
		this.connection.close();
	}

	/**
	 * The first answer may come late, and the second if this machine is busy.
	 */
	private void check(Duration timeout) {
		for (int i = 0; i < PROBES; i++) {
			long start = System.nanoTime();
			await(run(PREFIX + "probe", new RequestLimit(60, 60), 1), WARM_UP);
			if (System.nanoTime() - start <= timeout.toNanos()) {
				return;
			}
		}
		throw new RedisCommandTimeoutException("No answer in time");
	}

	private CompletableFuture<Level> run(String name, RequestLimit limit, int amount) {
		return this.connection.async()
			.<List<Long>>evalsha(this.digest, ScriptOutputType.MULTI, new String[] { name },
					Integer.toString(limit.perMinute()), Integer.toString(limit.burst()), Integer.toString(amount))
			.toCompletableFuture()
			.thenApply((answer) -> new Level(Duration.of(answer.get(0), TimeUnit.MICROSECONDS.toChronoUnit()),
					answer.get(1)));
	}

	/**
	 * What a stranger may have chosen stands last, so that no two keys have one name.
	 * With the limit in it, nodes that are configured anew count anew.
	 */
	private static String nameOf(RateLimitKey key, RequestLimit limit) {
		String tenant = (key.tenant() != null) ? ":" + key.tenant() : "";
		String subject = (key.client() != null) ? "refused:" + key.client() : "verified" + tenant;
		return PREFIX + "%s:%d:%d:%s".formatted(key.provider(), limit.perMinute(), limit.burst(), subject);
	}

	private static <T> T await(Future<T> answer, Duration timeout) {
		try {
			return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new RedisCommandTimeoutException("No answer");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RedisException refused) ? refused : new RedisException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisCommandInterruptedException(ex);
		}
	}

	/**
	 * What is left in a bucket.
	 *
	 * @param untilNext {@link Duration#ZERO} if there was a request left, else the time
	 * until there will be
	 * @param left how many requests are left now
	 */
	record Level(Duration untilNext, long left) {

	}

}
