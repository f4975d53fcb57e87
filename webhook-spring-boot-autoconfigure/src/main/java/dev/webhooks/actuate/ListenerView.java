package dev.webhooks.actuate;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.listener.WebhookListenerMethod;

/**
 * A listener as operators see it.
 *
 * @param id the id
 * @param method the class and the name of the method
 * @param providers patterns of the names of the providers whose events it receives
 * @param events patterns of the types of events that it receives
 * @param condition the condition that an event has to meet, or {@code null}
 * @param order its place among the listeners of one event
 * @param transactional whether it runs in one transaction with recording that it has run
 * @param timeout how long it may take for an event from the inbox, or {@code null} for no
 * limit
 * @param paused what holds up its deliveries
 */
public record ListenerView(String id, String method, List<String> providers, List<String> events,
		@Nullable String condition, int order, boolean transactional, @Nullable Duration timeout,
		List<GateView> paused) {

	static ListenerView of(WebhookListenerMethod listener, @Nullable Duration timeout, List<GateView> gates) {
		return new ListenerView(listener.id(),
				listener.method().getDeclaringClass().getName() + "." + listener.method().getName(),
				listener.providers().texts(), listener.events().texts(), listener.condition(), listener.order(),
				listener.isTransactional(), timeout,
				gates.stream()
					.filter((gate) -> (gate.target() == null) ? listener.providers().matches(gate.channel())
							: gate.target().equals(listener.id()))
					.toList());
	}

	@Override
	public String toString() {
		return this.id;
	}

	/**
	 * All listeners.
	 *
	 * @param listeners the listeners in their order
	 */
	public record All(List<ListenerView> listeners) {

	}

}
