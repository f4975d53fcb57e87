package dev.webhooks.provider;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;

/**
 * An event that shows the arrays it holds to classes of this library, which hand them on
 * and never change them. Applications get copies.
 */
@Internal
public interface SharedBytes {

	/**
	 * The exact bytes that were received.
	 * @return the array itself
	 */
	byte[] sharedBody();

	/**
	 * The bytes of the document.
	 * @return the array itself; that of the body, if the document is the body
	 */
	byte[] sharedPayload();

	/**
	 * Finds the bytes that an event was made of.
	 * @param event an event, of this library or of an application
	 * @return the bytes, not copied more often than the event does it
	 */
	static byte[] bodyOf(WebhookEvent event) {
		return (event instanceof SharedBytes shared) ? shared.sharedBody() : event.body();
	}

	/**
	 * Finds the document of an event.
	 * @param event an event, of this library or of an application
	 * @return the bytes, not copied more often than the event does it
	 */
	static byte[] payloadOf(WebhookEvent event) {
		return (event instanceof SharedBytes shared) ? shared.sharedPayload() : event.payload();
	}

}
