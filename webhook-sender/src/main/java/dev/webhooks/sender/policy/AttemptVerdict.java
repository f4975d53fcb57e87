package dev.webhooks.sender.policy;

import dev.webhooks.delivery.RetryAdvice;

/**
 * Decision about an attempt.
 *
 * @param kind what becomes of the delivery
 * @param advice what the engine is told about the next attempt
 * @param failureOfEndpoint whether the attempt is one of the failures by which an
 * endpoint is disabled in the end
 */
public record AttemptVerdict(Kind kind, RetryAdvice advice, boolean failureOfEndpoint) {

	/**
	 * The ends of an attempt.
	 */
	public enum Kind {

		/** The endpoint has taken the message. */
		DELIVERED,

		/** The message is sent again, if there are attempts left. */
		RETRY,

		/** The endpoint will never take the message. */
		GIVE_UP,

		/** The endpoint is gone: it is to be disabled. */
		DISABLE

	}
}
