package dev.webhooks.sender.endpoint;

/**
 * Whether messages are sent to an endpoint.
 */
public enum EndpointStatus {

	/**
	 * Messages are sent.
	 */
	ACTIVE,

	/**
	 * Messages wait until it is active again.
	 */
	PAUSED,

	/**
	 * Messages pass it by.
	 */
	DISABLED

}
