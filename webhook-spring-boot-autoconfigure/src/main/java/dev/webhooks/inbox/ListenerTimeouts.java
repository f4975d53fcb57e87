package dev.webhooks.inbox;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * How long listeners may run for one event. Immutable.
 *
 * @param standard the time for listeners without one of their own, or {@code null} for no
 * limit
 * @param byListener the times by the id of the listener
 */
@Internal
public record ListenerTimeouts(@Nullable Duration standard, Map<String, Duration> byListener) {

	/**
	 * Timeouts of an application that sets nothing.
	 */
	public static final ListenerTimeouts DEFAULT = new ListenerTimeouts(Duration.ofMinutes(5), Map.of());

	public ListenerTimeouts {
		Assert.isTrue(standard == null || standard.toMillis() >= 1, "'listener-timeout' must be at least 1ms");
		byListener.forEach((listener, timeout) -> Assert.isTrue(timeout.toMillis() >= 1,
				() -> "'listener-timeouts[" + listener + "]' must be at least 1ms"));
		byListener = Map.copyOf(byListener);
	}

	@Nullable Duration of(String listener) {
		Duration own = this.byListener.get(listener);
		return (own != null) ? own : this.standard;
	}

	/**
	 * Checks that there is a listener for each time that is set for one.
	 * @throws InvalidWebhookListenerException if there is none
	 */
	void check(WebhookListenerRegistry registry) {
		for (String id : this.byListener.keySet()) {
			if (registry.find(id) == null) {
				throw new InvalidWebhookListenerException(
						"The property 'webhooks.inbox.listener-timeouts[%s]' is for a listener that is not there."
							.formatted(id),
						"Use the id of one of the listeners: " + registry.listeners()
							.stream()
							.map(WebhookListenerMethod::id)
							.collect(Collectors.joining(", ")) + ".",
						null);
			}
		}
	}

}
