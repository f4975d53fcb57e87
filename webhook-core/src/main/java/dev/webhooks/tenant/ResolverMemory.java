package dev.webhooks.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.fetch.SharedFetches;

/**
 * Answers of a resolver, which is asked once for each name while its answer is
 * remembered. A name comes from a stranger: those that are nobody's are remembered apart,
 * so that they never take the place of a tenant, and are limited for each client. Tenants
 * known lately are not, so that nobody can shut them out by inventing names. Safe for use
 * by several threads.
 *
 * @param <V> what is known of a tenant
 */
final class ResolverMemory<V> {

	private static final Duration LATELY = Duration.ofHours(24);

	private final Cache<String, V> known;

	private final Cache<String, Boolean> knownLately;

	private final UnknownNames unknown;

	private final SharedFetches<Answer<V>> asking = new SharedFetches<>();

	/** Changes with each {@link #forget}: what was asked before is not remembered. */
	private final AtomicLong generation = new AtomicLong();

	ResolverMemory(ResolverLimits limits) {
		Ticker ticker = () -> Duration.between(Instant.EPOCH, limits.clock().instant()).toNanos();
		Caffeine<Object, Object> sized = Caffeine.newBuilder().maximumSize(limits.cacheSize()).ticker(ticker);
		this.known = sized.expireAfterWrite(limits.timeToLive()).build();
		this.knownLately = Caffeine.newBuilder()
			.maximumSize(limits.cacheSize())
			.expireAfterWrite(LATELY)
			.ticker(ticker)
			.build();
		this.unknown = new UnknownNames(limits, ticker);
	}

	/**
	 * Finds what is known of a tenant.
	 * @param name the name of the tenant, or what stands for it
	 * @param client the address of the client that names it
	 * @param resolver is asked for it, and answers {@code null} if it is nobody's
	 * @return what is known, or {@code null} if it is nobody's
	 * @throws dev.webhooks.WebhookRejectedException if the client asks for too many
	 */
	@Nullable V get(String name, String client, Supplier<@Nullable V> resolver) {
		V value = this.known.getIfPresent(name);
		if (value != null || this.unknown.contains(name)) {
			return value;
		}
		// Whoever comes after all was forgotten does not wait for what was asked before
		return this.asking.await(this.generation.get() + ":" + name, () -> () -> ask(name, client, resolver)).value();
	}

	/** Another thread may have asked while this one was about to. */
	private Answer<V> ask(String name, String client, Supplier<@Nullable V> resolver) {
		V value = this.known.getIfPresent(name);
		if (value != null || this.unknown.contains(name)) {
			return new Answer<>(value);
		}
		Runnable giveBack = (this.knownLately.getIfPresent(name) == null) ? this.unknown.take(client) : () -> {
		};
		long before = this.generation.get();
		V answer = resolver.get();
		if (answer != null) {
			giveBack.run();
		}
		remember(name, answer);
		if (before != this.generation.get()) {
			forgetOne(name);
		}
		return new Answer<>(answer);
	}

	private void remember(String name, @Nullable V answer) {
		if (answer != null) {
			this.known.put(name, answer);
			this.knownLately.put(name, true);
		}
		else {
			this.knownLately.invalidate(name);
			this.unknown.add(name);
		}
	}

	/**
	 * Tells whether a client may be told that a request of its own is refused.
	 * @throws dev.webhooks.WebhookRejectedException if it has asked for too many names
	 */
	void checkRefusal(String client) {
		this.unknown.checkRefusal(client);
	}

	/**
	 * Remembers that a request of a client was verified.
	 */
	void verified(String client) {
		this.unknown.verified(client);
	}

	/**
	 * Forgets all answers, since they may be others now.
	 */
	void forget() {
		this.generation.incrementAndGet();
		this.known.invalidateAll();
		this.unknown.forget();
	}

	/**
	 * Forgets the answer for one name.
	 */
	void forget(String name) {
		this.generation.incrementAndGet();
		forgetOne(name);
	}

	private void forgetOne(String name) {
		this.known.invalidate(name);
		this.unknown.remove(name);
	}

	private record Answer<V>(@Nullable V value) {

	}

}
