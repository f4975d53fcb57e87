package dev.webhooks.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;

import dev.webhooks.provider.RequestLimit;

/**
 * Counts the requests of this application alone, in bounded memory: clients that a
 * stranger makes up push each other out, never the providers.
 */
public final class LocalRateLimiter implements RateLimiter {

	/** A limit of clients is whole again after a minute: its bucket can be forgotten. */
	private static final Duration FORGET_CLIENT = Duration.ofMinutes(2);

	private final Map<RateLimitKey, Bucket> providers = new ConcurrentHashMap<>();

	private final Cache<RateLimitKey, Bucket> clients;

	private final ClockMeter meter;

	/**
	 * Creates a limiter.
	 * @param maximumClients how many clients are counted at the same time at the most
	 * @param clock tells the time that passes
	 */
	public LocalRateLimiter(long maximumClients, Clock clock) {
		this.meter = new ClockMeter(clock);
		this.clients = Caffeine.newBuilder()
			.maximumSize(maximumClients)
			.expireAfterAccess(FORGET_CLIENT)
			.ticker(this.meter)
			.build();
	}

	@Override
	public Duration take(RateLimitKey key, RequestLimit limit) {
		return Buckets.take(bucket(key, limit));
	}

	@Override
	public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
		if (key.client() == null) {
			return Buckets.timeUntilNext(bucket(key, limit));
		}
		Bucket bucket = this.clients.getIfPresent(key);
		return (bucket != null) ? Buckets.timeUntilNext(bucket) : Duration.ZERO;
	}

	/**
	 * How many clients are counted.
	 */
	long clients() {
		this.clients.cleanUp();
		return this.clients.estimatedSize();
	}

	private Bucket bucket(RateLimitKey key, RequestLimit limit) {
		if (key.client() == null) {
			return this.providers.computeIfAbsent(key, (absent) -> create(limit));
		}
		return this.clients.get(key, (absent) -> create(limit));
	}

	private Bucket create(RequestLimit limit) {
		Bandwidth bandwidth = Buckets.configuration(limit).getBandwidths()[0];
		return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(this.meter).build();
	}

}
