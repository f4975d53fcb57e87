package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions of this library. Messages never hold a secret, a signature or a
 * part of a body.
 */
public abstract class WebhookException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 */
	protected WebhookException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception that may go without a stack trace, for what a stranger can
	 * cause at will.
	 * @param message what happened
	 * @param cause the cause or {@code null}
	 * @param stackTrace whether the stack trace is recorded
	 */
	protected WebhookException(String message, @Nullable Throwable cause, boolean stackTrace) {
		super(message, cause, true, stackTrace);
	}

}
