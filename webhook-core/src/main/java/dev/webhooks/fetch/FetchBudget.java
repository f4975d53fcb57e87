package dev.webhooks.fetch;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.request.ClientAddress;

/**
 * How much may be fetched for requests that are not verified yet. Forged requests that
 * name ever new keys must neither make this application a burden to its provider nor keep
 * the keys of genuine ones from being fetched: each network of clients has a limit
 * besides the whole, and a part of the whole is kept for clients that were verified
 * lately. Safe for use by several threads.
 */
@Internal
public final class FetchBudget {

	/** All keys together: at once, and in each minute. */
	private static final int KEYS = 60;

	/** The part of the whole that is left to clients that were verified lately. */
	private static final int KEPT = 4;

	/** The part of the whole that the clients of one network have. */
	private static final int NETWORK = 12;

	static final Duration LATELY = Duration.ofHours(24);

	private static final long MAX_REMEMBERED = 10_000;

	/** The limit of a network is whole again after a minute: it can be forgotten. */
	private static final Duration FORGET_NETWORK = Duration.ofMinutes(2);

	private final Ticker ticker;

	private final int perMinute;

	private final Bucket whole;

	private final Cache<String, Bucket> networks;

	private final Cache<String, Boolean> verified;

	FetchBudget(Ticker ticker) {
		this(ticker, KEYS);
	}

	/**
	 * Creates a budget.
	 * @param ticker tells the time that passes
	 * @param perMinute how much there is for all: at once, and in each minute
	 */
	public FetchBudget(Ticker ticker, int perMinute) {
		this.ticker = ticker;
		this.perMinute = perMinute;
		this.whole = bucket(perMinute);
		this.networks = memory().expireAfterAccess(FORGET_NETWORK).build();
		this.verified = memory().expireAfterWrite(LATELY).build();
	}

	private Bucket bucket(int perMinute) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
			.withCustomTimePrecision(new TickerMeter(this.ticker))
			.build();
	}

	private Caffeine<Object, Object> memory() {
		return Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).ticker(this.ticker);
	}

	/**
	 * Takes one fetch.
	 * @param address the address of the client whose request needs it, or {@code null} if
	 * the request was verified
	 * @return whether there was one left
	 */
	public synchronized boolean take(@Nullable String address) {
		if (address == null) {
			return this.whole.tryConsume(1);
		}
		ClientAddress client = ClientAddress.of(address);
		if (this.verified.getIfPresent(client.client()) != null) {
			return this.whole.tryConsume(1);
		}
		return this.whole.getAvailableTokens() > this.perMinute / KEPT && takeOfNetwork(client)
				&& this.whole.tryConsume(1);
	}

	/**
	 * A private network is that of the proxies in front of this application, and so of
	 * all clients.
	 */
	private boolean takeOfNetwork(ClientAddress client) {
		return client.isLocal()
				|| this.networks.get(client.network(), (network) -> bucket(Math.max(1, this.perMinute / NETWORK)))
					.tryConsume(1);
	}

	/**
	 * Remembers that a request of a client was verified.
	 * @param address the address of the client
	 */
	public void verified(String address) {
		this.verified.put(ClientAddress.of(address).client(), true);
	}

}
