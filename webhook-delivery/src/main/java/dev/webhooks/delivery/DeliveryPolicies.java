package dev.webhooks.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How the deliveries of a destination are treated. Asked for each time, so that what is
 * configured elsewhere may change. Implementations are safe for use by several threads.
 */
public interface DeliveryPolicies {

	/**
	 * When deliveries that failed are tried again.
	 * @param destination where they go
	 * @return the policy
	 */
	RetryPolicy retry(Destination destination);

	/**
	 * Advice of a failure about the next attempt.
	 * @param destination where the delivery goes
	 * @param failure what the handler threw
	 * @return the advice
	 */
	default RetryAdvice advice(Destination destination, Throwable failure) {
		return RetryAdvice.NONE;
	}

	/**
	 * How long one attempt may run.
	 * @param destination where the delivery goes
	 * @return the time, or {@code null} for no limit
	 */
	default @Nullable Duration timeout(Destination destination) {
		return null;
	}

	/**
	 * Tells whether attempts that succeeded are kept, beside those that failed. Those in
	 * a transaction of the handler are not.
	 * @return whether they are
	 */
	default boolean keepsSuccesses() {
		return false;
	}

	/**
	 * How many deliveries of a channel run at once at the most.
	 * @param channel the channel
	 * @return the number, or {@code null} for a share of all workers
	 */
	default @Nullable Integer concurrency(String channel) {
		return null;
	}

	/**
	 * How many deliveries to one target run at once at the most, whatever the channels
	 * that they come by. No channel gives it more than it has itself. It is asked
	 * whenever something is to do for a target of which nothing was to do before.
	 * @param destination the target, and one of its channels
	 * @return the number, or {@code null} for a share of what the channel has
	 */
	default @Nullable Integer concurrencyOfTarget(Destination destination) {
		return null;
	}

}
