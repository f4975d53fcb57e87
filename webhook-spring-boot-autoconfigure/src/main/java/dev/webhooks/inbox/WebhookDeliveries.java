package dev.webhooks.inbox;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.operation.DeliveryOperations;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProviders;

/**
 * Operators' access to the deliveries of the inbox, where channels are providers and
 * targets are listeners. Safe for use by several threads.
 */
public final class WebhookDeliveries extends DeliveryOperations {

	private final Function<String, List<String>> listeners;

	/**
	 * Creates an instance.
	 * @param inbox holds the deliveries
	 * @param providers the providers of the application
	 * @param registry the listeners of the application
	 * @param clock tells the time
	 */
	@Internal
	public WebhookDeliveries(WebhookInbox inbox, WebhookProviders providers, WebhookListenerRegistry registry,
			Clock clock) {
		this(inbox.storage(), new ListenerDestinations(providers, registry)::listeners, clock);
	}

	/**
	 * Creates an instance.
	 * @param listeners gives the ids of the listeners that a provider has here
	 */
	WebhookDeliveries(DeliveryStorage storage, Function<String, List<String>> listeners, Clock clock) {
		super(storage, listeners, clock);
		this.listeners = listeners;
	}

	/**
	 * Pauses a provider: its events are stored and wait, on all nodes within a poll
	 * interval. What runs comes to its end. Where its listeners run before the answer,
	 * its events are answered 503 meanwhile.
	 * @param provider the name of the provider
	 * @param reason why, up to {@value Gate#MAX_REASON_LENGTH} characters, or
	 * {@code null}
	 * @throws IllegalArgumentException if it has no listener here
	 */
	public void pause(String provider, @Nullable String reason) {
		Assert.isTrue(!this.listeners.apply(provider).isEmpty(),
				() -> "There is no provider '%s' with a listener here".formatted(provider));
		pause(new Destination(provider, Gate.ALL_TARGETS), reason);
	}

	/**
	 * Pauses one listener for the events of one provider.
	 * @param provider the name of the provider
	 * @param listener the id of the listener
	 * @param reason why, up to {@value Gate#MAX_REASON_LENGTH} characters, or
	 * {@code null}
	 * @throws IllegalArgumentException if there is no such listener
	 */
	public void pauseListener(String provider, String listener, @Nullable String reason) {
		pause(new Destination(provider, listener), reason);
	}

	/**
	 * Goes on with a provider.
	 * @param provider the name of the provider
	 * @return whether it was paused; listeners that are paused by themselves still are
	 */
	public boolean resume(String provider) {
		return resume(new Destination(provider, Gate.ALL_TARGETS));
	}

	/**
	 * Goes on with one listener for the events of one provider.
	 * @param provider the name of the provider
	 * @param listener the id of the listener
	 * @return whether it was paused by itself
	 */
	public boolean resumeListener(String provider, String listener) {
		return resume(new Destination(provider, listener));
	}

}
