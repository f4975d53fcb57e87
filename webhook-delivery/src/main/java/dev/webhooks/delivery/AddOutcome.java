package dev.webhooks.delivery;

/**
 * Outcome of adding an event to a store.
 */
public enum AddOutcome {

	/** The event is stored. */
	ACCEPTED,

	/** The event was stored before. */
	DUPLICATE,

	/** The event was stored before, and its dead deliveries are tried again. */
	REOPENED

}
