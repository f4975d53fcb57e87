package dev.webhooks.provider.settings;

/**
 * Whether requests to an endpoint are answered or only looked at.
 */
public enum EndpointMode {

	/** Requests are answered. */
	ACTIVE,

	/**
	 * Requests are verified and told of, and then go on to what the application itself
	 * maps to the path.
	 */
	OBSERVE

}
