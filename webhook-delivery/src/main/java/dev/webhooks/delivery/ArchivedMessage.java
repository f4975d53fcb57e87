package dev.webhooks.delivery;

import java.util.UUID;

/**
 * A message in the archive, with its deliveries. Its headers and its body are what was
 * received: show them only to those who may see them.
 *
 * @param id the id under which it is stored
 * @param message the message, without headers and body if they were purged
 * @param deliveries the first page of its deliveries
 */
public record ArchivedMessage(UUID id, Message message, DeliveryPage deliveries) {

	@Override
	public String toString() {
		return this.message + " (" + this.id + ")";
	}

}
