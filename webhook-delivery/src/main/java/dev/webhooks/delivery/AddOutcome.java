package dev.webhooks.delivery;

/**
 * What became of an event that was added to a store.
 */
public enum AddOutcome {

	/** The event is stored. */
	ACCEPTED,

	/** The event was stored before. */
	DUPLICATE,

	/** The event was stored before, and its dead deliveries are tried again. */
	REOPENED

}
