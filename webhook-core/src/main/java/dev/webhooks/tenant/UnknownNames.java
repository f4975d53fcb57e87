package dev.webhooks.tenant;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.fetch.TickerMeter;
import dev.webhooks.request.ClientAddress;

/**
 * Names that are nobody's: a memory of them, and a limit of how many of them each client
 * may have looked up. Who invents names spends nothing but that limit. Safe for use by
 * several threads.
 */
final class UnknownNames {

	private static final long MAX_CLIENTS = 10_000;

	/** The limit of a client is whole again after a minute: it can be forgotten. */
	private static final Duration FORGET_CLIENT = Duration.ofMinutes(2);

	private static final Duration RETRY = Duration.ofSeconds(30);

	/** A provider sends for tenants that have left, too, and all of them at once. */
	private static final int VERIFIED_TIMES = 10;

	private static final Duration LATELY = Duration.ofHours(24);

	private final int perMinute;

	private final Ticker ticker;

	private final Cache<String, Boolean> names;

	private final Cache<String, Bucket> clients;

	private final Cache<String, Bucket> verified;

	UnknownNames(ResolverLimits limits, Ticker ticker) {
		this.perMinute = limits.unknownPerMinute();
		this.ticker = ticker;
		this.names = Caffeine.newBuilder()
			.maximumSize(limits.unknownCacheSize())
			.expireAfterWrite(limits.unknownTimeToLive())
			.ticker(ticker)
			.build();
		this.clients = Caffeine.newBuilder()
			.maximumSize(MAX_CLIENTS)
			.expireAfterAccess(FORGET_CLIENT)
			.ticker(ticker)
			.build();
		this.verified = Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterWrite(LATELY).ticker(ticker).build();
	}

	boolean contains(String name) {
		return this.names.getIfPresent(name) != null;
	}

	void add(String name) {
		this.names.put(name, true);
	}

	void forget() {
		this.names.invalidateAll();
	}

	void remove(String name) {
		this.names.invalidate(name);
	}

	/**
	 * Remembers that a request of a client was verified, which may ask for more then.
	 * @param address the address of the client
	 */
	void verified(String address) {
		String client = ClientAddress.of(address).client();
		Bucket bucket = this.verified.getIfPresent(client);
		this.verified.put(client, (bucket != null) ? bucket : bucket(VERIFIED_TIMES * this.perMinute));
	}

	/**
	 * Takes one look-up of the limit of a client. It is taken before the answer is known,
	 * so that many at once are limited too.
	 * @param address the address of the client
	 * @return gives it back, for a name that was somebody's
	 * @throws WebhookRejectedException if the client has spent its limit
	 */
	Runnable take(String address) {
		Bucket bucket = bucketOf(address);
		if (!bucket.tryConsume(1)) {
			throw tooMany();
		}
		return () -> bucket.addTokens(1);
	}

	/**
	 * Tells nothing of tenants to a client that has spent its limit: of those that are
	 * known as little as of those that are not.
	 * @throws WebhookRejectedException if it has
	 */
	void checkRefusal(String address) {
		if (bucketOf(address).getAvailableTokens() == 0) {
			throw tooMany();
		}
	}

	private Bucket bucketOf(String address) {
		String client = ClientAddress.of(address).client();
		Bucket verified = this.verified.getIfPresent(client);
		return (verified != null) ? verified : this.clients.get(client, (unknown) -> bucket(this.perMinute));
	}

	private static WebhookRejectedException tooMany() {
		return new WebhookRejectedException(RejectionReason.TOO_MANY_TENANTS,
				"Too many tenants that nobody knows were asked for by one client", RETRY, null);
	}

	private Bucket bucket(int perMinute) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
			.withCustomTimePrecision(new TickerMeter(this.ticker))
			.build();
	}

}
