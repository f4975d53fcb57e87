package dev.webhooks.guard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.provider.RequestLimit;

/**
 * Counts the requests of all nodes together, in Redis. What Redis does not decide in time
 * this node decides by itself, from what was left when it last heard of it. A Redis that
 * answers nobody is left alone until it can be connected to again. Safe for use by
 * several threads.
 */
@Internal
public final class RedisRateLimiter implements RateLimiter, AutoCloseable {

	/** Requests beyond these are counted here alone: a slow Redis fills no memory. */
	private static final int MAX_PENDING = 1000;

	/** After this time without any answer it is no use to wait for another one. */
	private static final Duration SILENCE = Duration.ofMillis(250);

	private final RedisConnector connector;

	private final LocalRateLimiter local;

	private final Duration timeout;

	private final Semaphore pending = new Semaphore(MAX_PENDING);

	/**
	 * Creates a limiter, which counts for itself until it is told to {@link #connect}.
	 * @param client the client of Redis; the caller closes it
	 * @param local decides what Redis does not
	 * @param timeout how long one request waits for Redis at the most
	 */
	public RedisRateLimiter(RedisClient client, LocalRateLimiter local, Duration timeout) {
		Assert.isTrue(timeout.toNanos() > 0, "'timeout' must be positive");
		this.connector = new RedisConnector(client, timeout);
		this.local = local;
		this.timeout = timeout;
	}

	/**
	 * Begins to connect, in the background.
	 */
	public void connect() {
		this.connector.start();
	}

	/**
	 * Whether requests are counted in Redis now.
	 * @return whether they are, and not in this node alone
	 */
	public boolean isShared() {
		return this.connector.buckets() != null;
	}

	/**
	 * Waits for Redis only where it has a say: a request that was refused already is
	 * counted behind its back.
	 */
	@Override
	public Duration take(RateLimitKey key, RequestLimit limit) {
		Duration own = this.local.take(key, limit);
		RedisBuckets buckets = this.connector.buckets();
		CompletableFuture<BucketScript.Level> answer = send(buckets, key, limit, 1);
		if (key.client() != null || buckets == null || answer == null) {
			return own;
		}
		Duration shared = await(buckets, answer);
		return (shared != null) ? shared : own;
	}

	/**
	 * Tells what is known here, and asks Redis for the next time.
	 */
	@Override
	public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
		send(this.connector.buckets(), key, limit, 0);
		return this.local.timeUntilNext(key, limit);
	}

	@Override
	public void close() {
		this.connector.close();
	}

	private @Nullable CompletableFuture<BucketScript.Level> send(@Nullable RedisBuckets buckets, RateLimitKey key,
			RequestLimit limit, int amount) {
		if (buckets == null || !this.pending.tryAcquire()) {
			return null;
		}
		CompletableFuture<BucketScript.Level> answer;
		try {
			answer = buckets.take(key, limit, amount);
		}
		catch (RedisException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		return answer.whenComplete((level, failure) -> {
			this.pending.release();
			if (failure != null) {
				this.connector.lost(buckets, NestedExceptionUtils.getMostSpecificCause(failure).toString());
			}
			else {
				this.local.leaveAtMost(key, limit, level.left());
			}
		});
	}

	private @Nullable Duration await(RedisBuckets buckets, CompletableFuture<BucketScript.Level> answer) {
		try {
			BucketScript.Level level = answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			buckets.answered();
			return level.untilNext();
		}
		catch (TimeoutException ex) {
			if (buckets.unanswered(this.timeout).compareTo(SILENCE) > 0) {
				this.connector.lost(buckets, "no answer in time");
			}
		}
		catch (ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

}
