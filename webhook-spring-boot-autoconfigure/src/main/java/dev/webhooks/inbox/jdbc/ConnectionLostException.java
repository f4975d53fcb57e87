package dev.webhooks.inbox.jdbc;

import dev.webhooks.inbox.InboxUnavailableException;

/**
 * Says that there was a connection to the database, and that what was sent over it ended
 * it, or was not taken.
 */
final class ConnectionLostException extends InboxUnavailableException {

	ConnectionLostException(RuntimeException cause) {
		super("The connection to the database of the inbox was lost", cause);
	}

}
