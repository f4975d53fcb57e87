package dev.webhooks.delivery.jdbc.database;

import dev.webhooks.delivery.StoreUnavailableException;

/**
 * Says that there was a connection to the database, and that what was sent over it ended
 * it, or was not taken.
 */
public final class ConnectionLostException extends StoreUnavailableException {

	public ConnectionLostException(RuntimeException cause) {
		super("The connection to the database of the store was lost", cause);
	}

}
