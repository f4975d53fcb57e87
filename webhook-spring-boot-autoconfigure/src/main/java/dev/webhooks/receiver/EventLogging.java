package dev.webhooks.receiver;

/**
 * Which received events stand in the log.
 */
public enum EventLogging {

	/** None. */
	NONE,

	/**
	 * The first of each outcome and provider since the start, the others for debugging.
	 */
	FIRST,

	/** All. */
	ALL

}
