package dev.webhooks.delivery.memory;

import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Makes a storage in the memory of this application, for tests and demonstrations: what
 * it holds is lost with the application.
 */
public final class MemoryStorage {

	private MemoryStorage() {
	}

	/**
	 * Makes an empty storage.
	 * @return the storage
	 */
	public static DeliveryStorage create() {
		MemoryEvents events = new MemoryEvents();
		return new DeliveryStorage(new MemoryDeliveryStore(events), new MemoryDeliveryArchive(events),
				new MemoryDeliveryRetention(events), new MemoryAlertStore());
	}

}
