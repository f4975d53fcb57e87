package dev.webhooks.inbox;

import dev.webhooks.delivery.DeliveryStorage;

/**
 * The inbox of an application: where events are before they are acknowledged, until each
 * of their listeners has processed them. A bean of this type takes the place of the one
 * that would be configured.
 *
 * @param storage where events and their deliveries are
 */
public record WebhookInbox(DeliveryStorage storage) {

}
