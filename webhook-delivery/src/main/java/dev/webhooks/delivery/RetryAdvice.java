package dev.webhooks.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Advice of a failure about the next attempt. Immutable.
 *
 * @param never whether there is to be none
 * @param notBefore when it is to be made instead of what the policy says, or {@code null}
 * if the failure says nothing
 * @param mostPutOff how many attempts in a row may be put off to that time without
 * counting for the policy; 0 if each counts
 * @param tellsOfTarget whether the failure is the target's nevertheless, for those who
 * count its failures
 */
public record RetryAdvice(boolean never, @Nullable Instant notBefore, int mostPutOff, boolean tellsOfTarget) {

	/**
	 * Leaves it to the policy.
	 */
	public static final RetryAdvice NONE = new RetryAdvice(false, null, 0, true);

	/**
	 * Ends the delivery.
	 */
	public static final RetryAdvice NEVER = new RetryAdvice(true, null, 0, false);

	/**
	 * Names the time of the next attempt.
	 * @param time the time
	 * @return the advice
	 */
	public static RetryAdvice notBefore(Instant time) {
		return new RetryAdvice(false, time, 0, false);
	}

	/**
	 * Puts the attempt off: it does not count for the policy, unless so many before it
	 * were put off in a row that it is a failure like any other.
	 * @param time the time of the next attempt
	 * @param most how many in a row are put off, at least 1
	 * @return the advice
	 */
	public static RetryAdvice putOff(Instant time, int most) {
		return new RetryAdvice(false, time, most, false);
	}

	/**
	 * The same advice where it is not the failure itself that says so, but what is
	 * configured for it.
	 * @return advice about a failure of the target
	 */
	public RetryAdvice ofTarget() {
		return new RetryAdvice(this.never, this.notBefore, this.mostPutOff, true);
	}

}
