package dev.webhooks.test.conformance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;

/**
 * Counts the runs of listeners, before the answer and from the inbox, and does to one of
 * them what a scenario wants. It stands around all other interceptors. Safe for use by
 * several threads.
 */
final class ListenerRuns
		implements WebhookInterceptor, WebhookDispatcher.RunObserver, DeliveryContext, ReceiveObserver, Ordered {

	private final ThreadLocal<@Nullable String> current = new ThreadLocal<>();

	private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

	private final Set<String> events = new LinkedHashSet<>();

	private @Nullable String victim;

	private @Nullable Mischief mischief;

	/**
	 * Begins to count anew, with nothing to do to anyone.
	 */
	synchronized void begin() {
		this.counts.clear();
		this.events.clear();
		this.victim = null;
		this.mischief = null;
	}

	/**
	 * Does something to the next run of a listener.
	 */
	synchronized void plan(String listener, Mischief mischief) {
		this.victim = listener;
		this.mischief = mischief;
	}

	/**
	 * Tells whether what was planned has not happened.
	 */
	synchronized boolean isPlanned() {
		return this.victim != null;
	}

	private synchronized @Nullable Mischief take(String listener) {
		if (!listener.equals(this.victim)) {
			return null;
		}
		this.victim = null;
		return this.mischief;
	}

	/**
	 * The listeners that were called.
	 */
	Set<String> listeners() {
		return Set.copyOf(this.counts.keySet());
	}

	/**
	 * The listeners that were called more than once.
	 */
	Set<String> repeated() {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 1)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * The events that were received, for a reader.
	 */
	synchronized String events() {
		return String.join(", ", this.events);
	}

	@Override
	public synchronized void mapped(WebhookProvider provider, List<WebhookEvent> events) {
		events.forEach((event) -> this.events.add(event.toString()));
	}

	@Override
	public @Nullable Object intercept(WebhookEvent event, Chain chain) throws Exception {
		String listener = this.current.get();
		if (listener == null) {
			return chain.proceed(event);
		}
		Mischief mischief = take(listener);
		if (mischief == null) {
			return run(listener, event, chain);
		}
		return switch (mischief) {
			case FAILS_BEFORE -> throw new SimulatedFailureException("A scenario keeps the listener from running");
			case FAILS_AFTER -> {
				run(listener, event, chain);
				throw new SimulatedFailureException("A scenario loses that the listener has run");
			}
			case OVERLAPS -> OverlappingCalls.twice(() -> run(listener, event, chain));
		};
	}

	private @Nullable Object run(String listener, WebhookEvent event, Chain chain) throws Exception {
		this.counts.merge(listener, 1, Integer::sum);
		return chain.proceed(event);
	}

	/** Before the answer. */
	@Override
	public WebhookDispatcher.Run begin(WebhookEvent event, String listener) {
		this.current.set(listener);
		return (failure) -> this.current.remove();
	}

	@Override
	public void capture(Map<String, String> values) {
	}

	/** From the inbox. */
	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		this.current.set(delivery.id().target());
		return this.current::remove;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
