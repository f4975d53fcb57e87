package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionException;

import dev.webhooks.WebhookException;

/**
 * Says that the condition of a listener failed, so that nobody knows whether the listener
 * is to receive the event.
 */
final class ConditionFailedException extends WebhookException {

	private ConditionFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static ConditionFailedException of(WebhookListenerMethod listener, RuntimeException failure) {
		String message = "The condition of webhook listener %s failed: ".formatted(listener);
		return quotesPayload(failure)
				? new ConditionFailedException(message + "a value is not of the type that it is used as", null)
				: new ConditionFailedException(message + failure.getClass().getName(), failure);
	}

	/** The value that cannot be converted stands in the message. */
	private static boolean quotesPayload(Throwable failure) {
		Throwable candidate = failure;
		for (int depth = 0; candidate != null && depth < 20; depth++) {
			if (candidate instanceof ConversionException) {
				return true;
			}
			candidate = candidate.getCause();
		}
		return false;
	}

}
