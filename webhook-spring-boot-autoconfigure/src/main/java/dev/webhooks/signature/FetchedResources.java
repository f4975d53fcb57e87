package dev.webhooks.signature;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * What was fetched, kept for a while. A resource is fetched once, however many requests
 * wait for it; one that failed is not asked for again at once; and there is a limit to
 * what is fetched at all. What cannot be fetched anew for that reason may be used for as
 * long once more, so that forged requests do not take the keys away that are in use. Safe
 * for use by several threads.
 *
 * @param <V> the type of resource
 */
final class FetchedResources<V> {

	private static final int MAX_ENTRIES = 100;

	private static final int MAX_FAILURES = 1000;

	private static final Duration KEEP_FAILURE = Duration.ofSeconds(30);

	private final Cache<String, Fetched<V>> found;

	/** Apart from the others, so that what is forged pushes out nothing that is used. */
	private final Cache<String, WebhookRejectedException> failed;

	private final FetchBudget budget;

	private final Loader<V> loader;

	private final Ticker ticker;

	private final long keepNanos;

	FetchedResources(Duration keep, Ticker ticker, Loader<V> loader) {
		this.ticker = ticker;
		this.keepNanos = keep.toNanos();
		this.found = Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();
		this.failed = Caffeine.newBuilder()
			.maximumSize(MAX_FAILURES)
			.expireAfterWrite(KEEP_FAILURE)
			.ticker(ticker)
			.build();
		this.budget = new FetchBudget(ticker);
		this.loader = loader;
	}

	/**
	 * Finds a resource.
	 * @throws WebhookRejectedException if it cannot be fetched now, or the loader refused
	 * it within the last half minute
	 */
	V get(String key) {
		Fetched<V> fetched = this.found.getIfPresent(key);
		if (fetched == null || isOlderThan(fetched, this.keepNanos)) {
			fetched = this.found.asMap().compute(key, (name, current) -> renew(key, current));
		}
		return Objects.requireNonNull(fetched).value();
	}

	private Fetched<V> renew(String key, @Nullable Fetched<V> current) {
		if (current != null && !isOlderThan(current, this.keepNanos)) {
			return current;
		}
		try {
			return new Fetched<>(load(key), this.ticker.read());
		}
		catch (WebhookRejectedException ex) {
			boolean unknown = ex.reason() == RejectionReason.VERDICT_UNKNOWN;
			if (unknown && current != null && !isOlderThan(current, 2 * this.keepNanos)) {
				return current;
			}
			throw ex;
		}
	}

	private boolean isOlderThan(Fetched<V> fetched, long nanos) {
		return this.ticker.read() - fetched.at() >= nanos;
	}

	/**
	 * Fetches a resource again that lacks something, as far as that is possible now.
	 */
	V refresh(String key, V old) {
		Fetched<V> fetched = this.found.asMap().compute(key, (name, current) -> {
			boolean refreshed = current != null && current.value() != old;
			if (refreshed || !this.budget.take()) {
				return (current != null) ? current : new Fetched<>(old, this.ticker.read());
			}
			return new Fetched<>(fetch(key), this.ticker.read());
		});
		return Objects.requireNonNull(fetched).value();
	}

	private V load(String key) {
		WebhookRejectedException failure = this.failed.getIfPresent(key);
		if (failure != null) {
			throw failure;
		}
		if (!this.budget.take()) {
			throw unavailable("Too many keys were asked for", null);
		}
		return fetch(key);
	}

	private V fetch(String key) {
		try {
			return this.loader.load(key);
		}
		catch (WebhookRejectedException ex) {
			this.failed.put(key, ex);
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			WebhookRejectedException failure = unavailable("A key could not be fetched", ex);
			this.failed.put(key, failure);
			throw failure;
		}
	}

	private static WebhookRejectedException unavailable(String detail, @Nullable Exception cause) {
		return new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN, detail, KEEP_FAILURE, cause);
	}

	/**
	 * What was fetched.
	 *
	 * @param <V> the type of resource
	 * @param value the resource
	 * @param at when it was fetched, by the ticker
	 */
	private record Fetched<V>(V value, long at) {

	}

	/**
	 * Fetches and reads a resource. One that is not to be used is refused by a
	 * {@link WebhookRejectedException}.
	 *
	 * @param <V> the type of resource
	 */
	@FunctionalInterface
	interface Loader<V> {

		V load(String key) throws IOException;

	}

}
