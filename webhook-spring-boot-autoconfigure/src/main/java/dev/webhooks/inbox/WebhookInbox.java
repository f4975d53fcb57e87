package dev.webhooks.inbox;

import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * The inbox of an application: where events are before they are acknowledged, until each
 * of their listeners has processed them. A bean of this type takes the place of the one
 * that would be configured.
 *
 * @param storage where events and their deliveries are
 * @param description what and where that is, for the log
 */
public record WebhookInbox(DeliveryStorage storage, String description) {

	/**
	 * Creates an inbox in a store of the application's own.
	 * @param storage where events and their deliveries are
	 */
	public WebhookInbox(DeliveryStorage storage) {
		this(storage, storage.store().getClass().getSimpleName());
	}

}
