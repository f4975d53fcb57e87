package dev.webhooks.test.conformance;

/**
 * Mishap of one run of a listener.
 */
enum Mischief {

	/** It fails before the listener is called. */
	FAILS_BEFORE,

	/** It fails when the listener has done its work, as if the node had died then. */
	FAILS_AFTER,

	/** It happens twice at the same time, as if two nodes had the delivery. */
	OVERLAPS

}
