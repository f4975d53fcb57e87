package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.RetryAdvice;

/**
 * Decides whether and when a failed delivery is tried again: as the policy of its
 * destination says, unless the failure says otherwise. Immutable.
 */
final class RetrySchedule {

	private static final int MAX_LENGTH = 1000;

	private final DeliveryPolicies policies;

	private final RandomGenerator random;

	RetrySchedule(DeliveryPolicies policies, RandomGenerator random) {
		this.policies = policies;
		this.random = random;
	}

	/**
	 * Finds out what becomes of a delivery that failed.
	 * @param delivery the delivery as it was claimed
	 * @param failure what the handler threw
	 * @param now the current time
	 * @return the end, which is {@link DeliveryStatus#DEAD} if there is no next attempt
	 */
	FinishedDelivery afterFailure(ClaimedDelivery delivery, Throwable failure, Instant now) {
		RetryAdvice advice = this.policies.advice(delivery.destination(), failure);
		String error = text(failure);
		if (advice.never() || delivery.trigger() == DeliveryTrigger.MANUAL_ONCE) {
			FinishedDelivery dead = new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, error);
			return (advice.never() && !advice.tellsOfTarget()) ? dead.asAdvised() : dead;
		}
		Instant wanted = (advice.notBefore() != null && advice.notBefore().isBefore(now)) ? now : advice.notBefore();
		if (wanted != null && delivery.attempts().putOff() < advice.mostPutOff()) {
			return FinishedDelivery.putOff(delivery, wanted, error);
		}
		Duration wait = this.policies.retry(delivery.destination()).waitAfter(delivery.countedAttempt(), this.random);
		boolean named = wanted != null && advice.mostPutOff() == 0;
		FinishedDelivery end = (wait != null)
				? new FinishedDelivery(delivery, DeliveryStatus.RETRYING, named ? wanted : now.plus(wait), error)
				: new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, error);
		return (named && !advice.tellsOfTarget()) ? end.asAdvised() : end;
	}

	/** The class and the message. */
	private static String text(Throwable failure) {
		return bounded(failure.toString());
	}

	/** Without what databases refuse, and not too long for them. */
	static String bounded(String error) {
		String text = error.replace('\0', ' ').strip();
		if (text.length() <= MAX_LENGTH) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
		return text.substring(0, end);
	}

	/**
	 * Finds the time after what was no attempt.
	 */
	Instant afterNoAttempt(ClaimedDelivery delivery, Instant now) {
		return now.plus(this.policies.retry(delivery.destination()).shortestWait());
	}

}
