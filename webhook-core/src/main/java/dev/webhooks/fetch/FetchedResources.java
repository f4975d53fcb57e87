package dev.webhooks.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Cache of fetched resources. A resource is fetched once, however many requests wait for
 * it; one that failed is not asked for again at once; and there is a {@link FetchBudget
 * limit} to what is fetched for requests that are not verified. What was good is fetched
 * anew without that limit, and used for as long once more where it cannot be: forged
 * requests do not take the keys away that are in use. Safe for use by several threads.
 *
 * @param <V> the type of resource
 */
@Internal
public final class FetchedResources<V> {

	/** Only what the loader finds good is kept: no stranger fills this. */
	private static final int MAX_ENTRIES = 1000;

	private static final int MAX_FAILURES = 1000;

	private static final Duration KEEP_FAILURE = Duration.ofSeconds(30);

	private final Cache<String, Fetched<V>> found;

	/** Apart from the others, so that what is forged pushes out nothing that is used. */
	private final Cache<String, WebhookRejectedException> failed;

	private final SharedFetches<Fetched<V>> running = new SharedFetches<>();

	private final AtomicLong fetches = new AtomicLong();

	private final FetchBudget budget;

	private final Loader<V> loader;

	private final Ticker ticker;

	private final long keepNanos;

	public FetchedResources(Duration keep, Ticker ticker, Loader<V> loader) {
		this.ticker = ticker;
		this.keepNanos = keep.toNanos();
		this.found = Caffeine.newBuilder()
			.maximumSize(MAX_ENTRIES)
			.expireAfterWrite(keep.multipliedBy(2))
			.ticker(ticker)
			.build();
		this.failed = Caffeine.newBuilder()
			.maximumSize(MAX_FAILURES)
			.expireAfterWrite(KEEP_FAILURE)
			.ticker(ticker)
			.build();
		this.budget = new FetchBudget(ticker);
		this.loader = loader;
	}

	/**
	 * Begins a search.
	 * @param client the address of the client whose request needs the resource, or
	 * {@code null} if the request was verified
	 */
	public KeySearch search(@Nullable String client) {
		return new KeySearch(client, this.fetches.get());
	}

	/**
	 * Remembers that the request was verified.
	 */
	public void verified(KeySearch search) {
		if (search.client() != null) {
			this.budget.verified(search.client());
		}
	}

	/**
	 * Finds a resource.
	 * @throws WebhookRejectedException if it cannot be fetched now, or the loader refused
	 * it within the last half minute
	 */
	public V get(String key, KeySearch search) {
		Fetched<V> known = this.found.getIfPresent(key);
		if (known != null && isRecent(known)) {
			return known.value();
		}
		try {
			return fetch(key, search, this::isRecent).value();
		}
		catch (WebhookRejectedException ex) {
			if (known != null && ex.reason() == RejectionReason.VERDICT_UNKNOWN) {
				return known.value();
			}
			throw ex;
		}
	}

	/**
	 * Finds a resource as it is since the search began: what was fetched before lacks
	 * something.
	 * @throws WebhookRejectedException if it cannot be fetched now
	 */
	public V getAnew(String key, KeySearch search) {
		return fetch(key, search, (fetched) -> fetched.number() > search.fetches()).value();
	}

	private boolean isRecent(Fetched<V> fetched) {
		return this.ticker.read() - fetched.at() < this.keepNanos;
	}

	private Fetched<V> fetch(String key, KeySearch search, Predicate<Fetched<V>> suffices) {
		Fetched<V> fetched = this.running.await(key, () -> start(key, search, suffices));
		// One that was under way already may be too old
		return suffices.test(fetched) ? fetched : this.running.await(key, () -> start(key, search, suffices));
	}

	private Callable<Fetched<V>> start(String key, KeySearch search, Predicate<Fetched<V>> suffices) {
		Fetched<V> known = this.found.getIfPresent(key);
		if (known != null && suffices.test(known)) {
			return () -> known;
		}
		WebhookRejectedException failure = this.failed.getIfPresent(key);
		if (failure != null) {
			throw failure;
		}
		boolean due = known != null && !isRecent(known);
		if (!due && !this.budget.take(search.client())) {
			throw new WebhookRejectedException(RejectionReason.TOO_MANY_KEYS,
					"A key would have to be fetched, and too many were lately", KEEP_FAILURE, null);
		}
		long number = this.fetches.incrementAndGet();
		return () -> load(key, number);
	}

	private Fetched<V> load(String key, long number) {
		try {
			Fetched<V> fetched = new Fetched<>(this.loader.load(key), this.ticker.read(), number);
			this.found.put(key, fetched);
			return fetched;
		}
		catch (WebhookRejectedException ex) {
			this.failed.put(key, ex);
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			WebhookRejectedException failure = new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN,
					"A key could not be fetched", KEEP_FAILURE, ex);
			this.failed.put(key, failure);
			throw failure;
		}
	}

	/**
	 * Resource that was fetched.
	 *
	 * @param <V> the type of resource
	 * @param value the resource
	 * @param at when it was fetched, by the ticker
	 * @param number its place among all fetches
	 */
	private record Fetched<V>(V value, long at, long number) {

	}

	/**
	 * Fetches and reads a resource. One that is not to be used is refused by a
	 * {@link WebhookRejectedException}.
	 *
	 * @param <V> the type of resource
	 */
	@FunctionalInterface
	public interface Loader<V> {

		V load(String key) throws IOException;

	}

}
