package dev.webhooks.delivery;

/**
 * Where a delivery stands.
 */
public enum DeliveryStatus {

	/** Not tried yet, or not since it was opened again. */
	PENDING,

	/** Leased to a node, which handles it or is about to. */
	PROCESSING,

	/** Handled. */
	PROCESSED,

	/** Handling it failed and is tried again. */
	RETRYING,

	/** Given up; a redelivery or an operator re-opens it. */
	DEAD,

	/** Given up by an operator or the application; only an operator re-opens it. */
	DISCARDED;

	/**
	 * Whether there is something left to do.
	 * @return whether it is still to be handled
	 */
	public boolean isOpen() {
		return this == PENDING || this == PROCESSING || this == RETRYING;
	}

}
