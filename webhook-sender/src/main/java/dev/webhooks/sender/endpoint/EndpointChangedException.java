package dev.webhooks.sender.endpoint;

import dev.webhooks.WebhookException;

/**
 * Says that an endpoint was changed by somebody else since it was read.
 */
public class EndpointChangedException extends WebhookException {

	private final long version;

	/**
	 * Creates an exception.
	 * @param id the id of the endpoint
	 * @param version the version that it has now
	 */
	public EndpointChangedException(String id, long version) {
		super("The endpoint " + id + " was changed meanwhile, it has version " + version + " now", null);
		this.version = version;
	}

	/**
	 * The version of the endpoint.
	 * @return the version that it has now
	 */
	public long version() {
		return this.version;
	}

}
