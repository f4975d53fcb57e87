package dev.webhooks.signature;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * What was fetched, kept for a while. A resource is fetched once, however many requests
 * wait for it; one that failed is not asked for again at once; and there is a limit to
 * what is fetched at all. Safe for use by several threads.
 *
 * @param <V> the type of resource
 */
final class FetchedResources<V> {

	private static final int MAX_ENTRIES = 100;

	private static final int MAX_FAILURES = 1000;

	private static final Duration KEEP_FAILURE = Duration.ofSeconds(30);

	private final Cache<String, V> found;

	/** Apart from the others, so that what is forged pushes out nothing that is used. */
	private final Cache<String, WebhookRejectedException> failed;

	private final FetchBudget budget;

	private final Loader<V> loader;

	FetchedResources(Duration keep, Ticker ticker, Loader<V> loader) {
		this.found = Caffeine.newBuilder().maximumSize(MAX_ENTRIES).expireAfterWrite(keep).ticker(ticker).build();
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
		V value = this.found.getIfPresent(key);
		return (value != null) ? value : this.found.get(key, this::load);
	}

	/**
	 * Fetches a resource again that lacks something, as far as that is possible now.
	 */
	V refresh(String key, V old) {
		return this.found.asMap().compute(key, (name, current) -> {
			boolean refreshed = current != null && current != old;
			return refreshed || !this.budget.take() ? (current != null) ? current : old : fetch(key);
		});
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
