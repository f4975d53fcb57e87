package dev.webhooks.delivery.store;

import dev.webhooks.delivery.DeliveryArchive;

/**
 * Where messages and their deliveries are: one place, and three views of it.
 *
 * @param store what the engine does there
 * @param archive what operators do there
 * @param retention what removes there what is old
 */
public record DeliveryStorage(DeliveryStore store, DeliveryArchive archive, DeliveryRetention retention) {

}
