package dev.webhooks.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.provider.RequestLimit;

/**
 * Counts the requests of all nodes together, in Redis. Where Redis is away it leaves the
 * counting to another limiter and says so in the log; it is asked again after a while, so
 * that requests do not wait for it. Safe for use by several threads.
 */
public final class RedisRateLimiter implements RateLimiter {

	private static final Logger logger = LoggerFactory.getLogger(RedisRateLimiter.class);

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final Duration AWAY = Duration.ofSeconds(5);

	private static final Duration KEEP_LONGER = Duration.ofSeconds(10);

	private final RedisClient client;

	private final RateLimiter local;

	private final Clock clock;

	private final AtomicReference<@Nullable Instant> away = new AtomicReference<>();

	private volatile @Nullable ProxyManager<byte[]> buckets;

	/**
	 * Creates a limiter. It connects when it is first asked.
	 * @param client the client of Redis; the caller closes it
	 * @param local counts where Redis is away
	 * @param clock tells the time that passes, which is to be about the same on all nodes
	 */
	public RedisRateLimiter(RedisClient client, RateLimiter local, Clock clock) {
		this.client = client;
		this.local = local;
		this.clock = clock;
	}

	@Override
	public Duration take(RateLimitKey key, RequestLimit limit) {
		Duration wait = ask(key, limit, Buckets::take);
		return (wait != null) ? wait : this.local.take(key, limit);
	}

	@Override
	public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
		Duration wait = ask(key, limit, Buckets::timeUntilNext);
		return (wait != null) ? wait : this.local.timeUntilNext(key, limit);
	}

	private @Nullable Duration ask(RateLimitKey key, RequestLimit limit, Function<Bucket, Duration> question) {
		Instant since = this.away.get();
		Instant now = this.clock.instant();
		if (since != null && (now.isBefore(since.plus(AWAY)) || !this.away.compareAndSet(since, now))) {
			return null;
		}
		try {
			Duration wait = question.apply(bucket(key, limit));
			if (since != null) {
				this.away.set(null);
				logger.info("Redis is back: rate limits are shared again");
			}
			return wait;
		}
		catch (RuntimeException ex) {
			if (this.away.getAndSet(now) == null) {
				logger.warn("Redis is away: each node counts rate limits for itself ({})", ex.toString());
			}
			return null;
		}
	}

	private Bucket bucket(RateLimitKey key, RequestLimit limit) {
		// With the limit in the key, nodes that are configured anew count anew
		String tenant = (key.tenant() != null) ? ":" + key.tenant() : "";
		String subject = (key.client() != null) ? "refused:" + key.client() : "verified" + tenant;
		String name = "webhooks:rate-limit:%s:%d:%d:%s".formatted(key.provider(), limit.perMinute(), limit.burst(),
				subject);
		return buckets().getProxy(name.getBytes(StandardCharsets.UTF_8), () -> Buckets.configuration(limit));
	}

	private ProxyManager<byte[]> buckets() {
		ProxyManager<byte[]> buckets = this.buckets;
		return (buckets != null) ? buckets : connect();
	}

	private synchronized ProxyManager<byte[]> connect() {
		ProxyManager<byte[]> buckets = this.buckets;
		if (buckets == null) {
			buckets = Bucket4jLettuce.casBasedBuilder(this.client.connect(ByteArrayCodec.INSTANCE))
				.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEEP_LONGER))
				.requestTimeout(TIMEOUT)
				.clientClock(new ClockMeter(this.clock))
				.build();
			this.buckets = buckets;
		}
		return buckets;
	}

}
