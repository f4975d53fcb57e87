package dev.webhooks.breaker;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;

/**
 * Tells the failures of a listener from those of what it was given.
 */
final class ListenerFailure {

	/** An exception may be its own cause by a detour. */
	private static final int MOST_CAUSES = 20;

	private ListenerFailure() {
	}

	/**
	 * Tells whether a failure says how the listener does.
	 * @param failure what was thrown
	 * @return whether it is neither about the event, nor says itself what is to become of
	 * that
	 */
	static boolean isOfListener(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			if (cause instanceof WebhookPayloadException || cause instanceof NonRetryableWebhookException
					|| cause instanceof RetryLaterWebhookException || cause instanceof WebhookRejectedException) {
				return false;
			}
			cause = cause.getCause();
		}
		return true;
	}

}
