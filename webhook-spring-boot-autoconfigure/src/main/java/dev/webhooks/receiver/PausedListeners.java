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
 * Refuses events of which a listener is paused, where listeners run before the answer:
 * the provider delivers them again. Safe for use by several threads.
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
	 * Checks that an event can be processed now.
	 * @throws PausedException if its provider, or one of its listeners, is paused
	 */
	void check(WebhookEvent event) {
		if (this.gates == null || this.gates.areAllOpen(event.provider())) {
			return;
		}
		List<String> listeners = this.dispatcher.listenersFor(event).stream().map(WebhookListenerMethod::id).toList();
		Gate gate = this.gates.closed(event.provider(), listeners);
		if (gate != null) {
			Duration left = Duration.between(this.clock.instant(), gate.closedUntil());
			throw new PausedException("Paused: " + gate.destination(),
					(left.compareTo(MAX_RETRY_AFTER) < 0 && !left.isNegative()) ? left : MAX_RETRY_AFTER);
		}
	}

	/**
	 * Says that an event cannot be processed now.
	 */
	static final class PausedException extends WebhookRejectedException {

		private static final long serialVersionUID = 1L;

		private PausedException(String detail, Duration retryAfter) {
			super(RejectionReason.PAUSED, detail, retryAfter, null);
		}

	}

}
