package dev.webhooks.receiver;

/**
 * Which received events stand in the log.
 */
public enum EventLogging {

	/** No event at all. */
	NONE,

	/**
	 * The first of each outcome and provider since the start, the others for debugging.
	 */
	FIRST,

	/** Each event, at level info. */
	ALL

}
