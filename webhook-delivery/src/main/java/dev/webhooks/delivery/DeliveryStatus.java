package dev.webhooks.delivery;

/**
 * Where a delivery stands.
 */
public enum DeliveryStatus {

	/** Not tried yet. */
	PENDING,

	/** Leased to a node, which runs the target or is about to. */
	PROCESSING,

	/** The target has done its work. */
	PROCESSED,

	/** The target failed and is to be tried again. */
	RETRYING,

	/** Given up; a redelivery or an operator re-opens it. */
	DEAD,

	/** Given up by an operator; only an operator re-opens it. */
	DISCARDED;

	/**
	 * Whether there is something left to do.
	 * @return whether a target has still to run
	 */
	public boolean isOpen() {
		return this == PENDING || this == PROCESSING || this == RETRYING;
	}

}
