package dev.webhooks.sender.endpoint;

import dev.webhooks.WebhookException;

/**
 * Says that there is no endpoint of an id, or none that may be seen.
 */
public class UnknownEndpointException extends WebhookException {

	/**
	 * Creates an exception, whose message does not repeat the id.
	 */
	public UnknownEndpointException() {
		super("There is no such endpoint", null);
	}

}
