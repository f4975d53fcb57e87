package dev.webhooks.autoconfigure.inbox;

/**
 * Where received events are stored before they are acknowledged.
 */
public enum InboxType {

	/** In a database where there is one {@code DataSource}, else nowhere. */
	AUTO,

	/** In a database. */
	JDBC,

	/** In the memory of the application, for tests and demonstrations. */
	MEMORY,

	/** Nowhere: listeners run before the answer. */
	NONE

}
