package dev.webhooks.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.RequestLimit;

/**
 * The buckets of all nodes, in a Redis that answered when it was connected to. Each
 * decision is one run of a script, by the clock of Redis: nodes neither get in each
 * other's way nor have to agree on the time. Safe for use by several threads.
 */
final class RedisBuckets {

	private static final String PREFIX = "webhooks:rate-limit:";

	/** How long what is done only once may take: all of it is new to the Java VM. */
	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final int PROBES = 5;

	private final StatefulRedisConnection<String, String> connection;

	private final BucketScript script;

	private volatile @Nullable Long silentSince;

	private RedisBuckets(StatefulRedisConnection<String, String> connection, BucketScript script) {
		this.connection = connection;
		this.script = script;
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
			BucketScript script = await(BucketScript.load(connection.async()), WARM_UP);
			RedisBuckets buckets = new RedisBuckets(connection, script);
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
	CompletableFuture<BucketScript.Level> take(RateLimitKey key, RequestLimit limit, int amount) {
		return this.script.run(nameOf(key, limit), limit, amount);
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
			await(this.script.run(PREFIX + "probe", new RequestLimit(60, 60), 1), WARM_UP);
			if (System.nanoTime() - start <= timeout.toNanos()) {
				return;
			}
		}
		throw new RedisCommandTimeoutException("No answer in time");
	}

	/**
	 * The part that a stranger may have chosen stands last, so that no two keys have one
	 * name. With the limit in it, nodes that are configured anew count anew.
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

}
