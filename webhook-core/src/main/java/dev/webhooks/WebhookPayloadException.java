package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Says that a verified request does not hold what a listener needs: the payload cannot be
 * read as the parameter's type, is not valid, or a required part or header is missing.
 * Inline it is answered 400; from the inbox it is not retried.
 */
public class WebhookPayloadException extends WebhookException {

	/**
	 * Creates an exception.
	 * @param message what is wrong; no part of the payload
	 * @param cause the cause or {@code null}
	 */
	public WebhookPayloadException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
