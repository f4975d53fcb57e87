package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;

/**
 * Refuses events of which a listener is paused or held up, where listeners run before the
 * answer: the provider delivers them again. Safe for use by several threads.
 */
@Internal
public final class PausedListeners {

	/** How long a provider is asked to wait at the most. */
	private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(1);

	private final @Nullable Gates gates;

	private final WebhookDispatcher dispatcher;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param gates knows what is paused, or {@code null} where nothing can be
	 * @param dispatcher finds the listeners of an event
	 * @param clock tells the time
	 */
	public PausedListeners(@Nullable Gates gates, WebhookDispatcher dispatcher, Clock clock) {
		this.gates = gates;
		this.dispatcher = dispatcher;
		this.clock = clock;
	}

	/**
	 * Checks that an event can be processed now. Where a circuit breaker lets some
	 * through, it counts them when a listener is called.
	 * @throws WebhookRejectedException with {@link RejectionReason#PAUSED} if its
	 * provider, or one of its listeners, is paused or held up by a circuit breaker
	 */
	void check(WebhookEvent event) {
		if (this.gates == null || this.gates.areAllOpen(event.provider())) {
			return;
		}
		List<String> listeners = this.dispatcher.listenersFor(event).stream().map(WebhookListenerMethod::id).toList();
		Gate gate = this.gates.closed(event.provider(), listeners);
		Duration left = (gate != null) ? Duration.between(this.clock.instant(), gate.closedUntil()) : Duration.ZERO;
		if (gate != null && gate.probing() == null) {
			throw rejection("Paused: " + gate.destination(),
					(left.compareTo(MAX_RETRY_AFTER) < 0 && !left.isNegative()) ? left : MAX_RETRY_AFTER);
		}
		if (gate != null && left.compareTo(Duration.ZERO) > 0) {
			throw rejection("Held up: " + gate.destination(), left);
		}
	}

	private static WebhookRejectedException rejection(String detail, Duration retryAfter) {
		return new WebhookRejectedException(RejectionReason.PAUSED, detail, retryAfter, null);
	}

	/**
	 * Tells whether a failure says that an event cannot be processed now.
	 */
	static boolean isPaused(Throwable failure) {
		return failure instanceof WebhookRejectedException ex && ex.reason() == RejectionReason.PAUSED;
	}

}
