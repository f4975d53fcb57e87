package dev.webhooks.delivery.store;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryArchive;

/**
 * Where messages and their deliveries are: one place, and the views of it.
 *
 * @param store what the engine does there
 * @param archive what operators do there
 * @param retention what removes there what is old
 * @param alerts the alerts that stand there, or {@code null} if each node has its own
 */
public record DeliveryStorage(DeliveryStore store, DeliveryArchive archive, DeliveryRetention retention,
		@Nullable AlertStore alerts) {

	/**
	 * Makes a storage that keeps no alerts.
	 * @param store what the engine does there
	 * @param archive what operators do there
	 * @param retention what removes there what is old
	 */
	public DeliveryStorage(DeliveryStore store, DeliveryArchive archive, DeliveryRetention retention) {
		this(store, archive, retention, null);
	}

}
