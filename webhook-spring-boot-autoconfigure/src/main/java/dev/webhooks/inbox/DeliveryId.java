package dev.webhooks.inbox;

import java.util.UUID;

/**
 * Identifies a delivery: one event on its way to one listener.
 *
 * @param event the id under which the inbox stores the event
 * @param listener the id of the listener
 */
public record DeliveryId(UUID event, String listener) {

	@Override
	public String toString() {
		return this.event + " to " + this.listener;
	}

}
