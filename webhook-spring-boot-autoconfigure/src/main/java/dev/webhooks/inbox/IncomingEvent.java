package dev.webhooks.inbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An event that was received and is to be accepted.
 *
 * @param event the event
 * @param orderKey what orders the deliveries, or {@code null} if they need no order
 * @param listeners the ids of the listeners that are to receive the event, at least one
 */
public record IncomingEvent(InboxEvent event, @Nullable String orderKey, List<String> listeners) {

	int size() {
		return this.event.size() * this.listeners.size();
	}

}
