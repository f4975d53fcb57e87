package dev.webhooks.sender.encryption;

import dev.webhooks.WebhookException;

/**
 * Says that a stored secret cannot be decrypted, without showing anything of it.
 */
public class UnreadableSecretException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message why it cannot
	 */
	public UnreadableSecretException(String message) {
		super(message, null);
	}

}
