package dev.webhooks.inbox;

import dev.webhooks.WebhookException;

/**
 * Says that a listener was interrupted because it took too long.
 */
final class ListenerTimedOutException extends WebhookException {

	private static final long serialVersionUID = 1L;

	ListenerTimedOutException(Throwable cause) {
		super("The listener took too long and was interrupted", cause);
	}

}
