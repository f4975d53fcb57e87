package dev.webhooks.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a failure says about the next attempt. Immutable.
 *
 * @param never whether there is to be none
 * @param notBefore when it is to be made instead of what the policy says, or {@code null}
 * if the failure says nothing
 */
public record RetryAdvice(boolean never, @Nullable Instant notBefore) {

	/**
	 * Leaves it to the policy.
	 */
	public static final RetryAdvice NONE = new RetryAdvice(false, null);

	/**
	 * Ends the delivery.
	 */
	public static final RetryAdvice NEVER = new RetryAdvice(true, null);

	/**
	 * Names the time of the next attempt.
	 * @param time the time
	 * @return the advice
	 */
	public static RetryAdvice notBefore(Instant time) {
		return new RetryAdvice(false, time);
	}

}
