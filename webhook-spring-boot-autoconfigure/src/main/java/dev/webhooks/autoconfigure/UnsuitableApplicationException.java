package dev.webhooks.autoconfigure;

import dev.webhooks.WebhookException;

/**
 * Says that an application is of a kind in which webhooks cannot be received.
 */
class UnsuitableApplicationException extends WebhookException {

	private final String action;

	UnsuitableApplicationException(String description, String action) {
		super(description, null);
		this.action = action;
	}

	/**
	 * Advice on how to mend it.
	 */
	String action() {
		return this.action;
	}

}
