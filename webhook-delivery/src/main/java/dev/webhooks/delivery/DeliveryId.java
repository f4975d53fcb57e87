package dev.webhooks.delivery;

import java.util.UUID;

/**
 * Identifies a delivery: one event on its way to one target.
 *
 * @param event the id under which the store stores the event
 * @param target the id of the target
 */
public record DeliveryId(UUID event, String target) {

	@Override
	public String toString() {
		return this.event + " to " + this.target;
	}

}
