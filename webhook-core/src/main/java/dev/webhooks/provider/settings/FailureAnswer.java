package dev.webhooks.provider.settings;

/**
 * The answer to a request whose listener failed before the answer.
 */
public enum FailureAnswer {

	/**
	 * An error, after which providers deliver again.
	 */
	ERROR,

	/**
	 * A success: the event is lost, and the log says so.
	 */
	ACCEPT

}
