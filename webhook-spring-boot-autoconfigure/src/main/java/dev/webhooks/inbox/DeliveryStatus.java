package dev.webhooks.inbox;

/**
 * Where a delivery stands.
 */
public enum DeliveryStatus {

	/** Not tried yet. */
	PENDING,

	/** Leased to a node, which runs the listener or is about to. */
	PROCESSING,

	/** The listener has done its work. */
	PROCESSED,

	/** The listener failed and is to be tried again. */
	RETRYING,

	/** Given up; a redelivery or an operator re-opens it. */
	DEAD,

	/** Given up by an operator; only an operator re-opens it. */
	DISCARDED;

	/**
	 * Whether there is something left to do.
	 * @return whether a listener has still to run
	 */
	public boolean isOpen() {
		return this == PENDING || this == PROCESSING || this == RETRYING;
	}

}
