package dev.webhooks.guard;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.RequestLimit;

/**
 * Counts the requests of this application alone, in bounded memory: clients that a
 * stranger makes up push each other out, never the tenants of providers.
 */
@Internal
public final class LocalRateLimiter implements RateLimiter {

	/** A limit of clients is whole again after a minute: its bucket can be forgotten. */
	private static final Duration FORGET_CLIENT = Duration.ofMinutes(2);

	private final Cache<RateLimitKey, Bucket> verified;

	private final Cache<RateLimitKey, Bucket> clients;

	private final ClockMeter meter;

	/**
	 * Creates a limiter.
	 * @param maximumClients how many clients, and how many tenants, are counted at the
	 * same time at the most
	 * @param clock tells the time that passes
	 * @throws InvalidSettingException if it could count none
	 */
	public LocalRateLimiter(long maximumClients, Clock clock) {
		if (maximumClients < 1) {
			throw InvalidSettingException.of("rate-limit.maximum-clients", maximumClients + " is out of range.",
					"Use 1 or more, such as 100000.");
		}
		this.meter = new ClockMeter(clock);
		this.verified = Caffeine.newBuilder().maximumSize(maximumClients).build();
		this.clients = Caffeine.newBuilder()
			.maximumSize(maximumClients)
			.expireAfterAccess(FORGET_CLIENT)
			.ticker(this.meter)
			.build();
	}

	@Override
	public Duration take(RateLimitKey key, RequestLimit limit) {
		ConsumptionProbe probe = bucket(key, limit).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	@Override
	public Duration timeUntilNext(RateLimitKey key, RequestLimit limit) {
		if (key.client() == null) {
			return timeUntilNext(bucket(key, limit));
		}
		Bucket bucket = this.clients.getIfPresent(key);
		return (bucket != null) ? timeUntilNext(bucket) : Duration.ZERO;
	}

	private static Duration timeUntilNext(Bucket bucket) {
		EstimationProbe probe = bucket.estimateAbilityToConsume(1);
		return probe.canBeConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	/**
	 * Leaves no more requests than are known to be left elsewhere.
	 * @param key what is counted
	 * @param limit how much there is
	 * @param left how many requests are left
	 */
	void leaveAtMost(RateLimitKey key, RequestLimit limit, long left) {
		if (left < limit.burst()) {
			Bucket bucket = bucket(key, limit);
			long excess = bucket.getAvailableTokens() - left;
			if (excess > 0) {
				bucket.tryConsumeAsMuchAsPossible(excess);
			}
		}
	}

	/**
	 * How many clients are counted.
	 */
	long clients() {
		this.clients.cleanUp();
		return this.clients.estimatedSize();
	}

	/**
	 * How many providers and tenants are counted.
	 */
	long verified() {
		this.verified.cleanUp();
		return this.verified.estimatedSize();
	}

	private Bucket bucket(RateLimitKey key, RequestLimit limit) {
		Cache<RateLimitKey, Bucket> buckets = (key.client() != null) ? this.clients : this.verified;
		return buckets.get(key, (absent) -> create(limit));
	}

	private Bucket create(RequestLimit limit) {
		return Bucket.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.burst())
				.refillGreedy(limit.perMinute(), Duration.ofMinutes(1)))
			.withCustomTimePrecision(this.meter)
			.build();
	}

}
