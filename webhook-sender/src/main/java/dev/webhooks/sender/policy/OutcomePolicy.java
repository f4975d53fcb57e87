package dev.webhooks.sender.policy;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.sender.http.AttemptAnswer;
import dev.webhooks.sender.http.AttemptFailure;
import dev.webhooks.sender.http.AttemptOutcome;
import dev.webhooks.sender.policy.AttemptVerdict.Kind;

/**
 * Decides what an outcome means. Immutable.
 * <p>
 * 2xx has delivered the message. 410 disables the endpoint. Other 4xx end the delivery,
 * but for 408, 425 and 429, which are about the moment. All else is tried again: 3xx,
 * since no redirect is followed, 5xx, and whatever was not answered. {@code Retry-After}
 * is obeyed up to 24 hours; such a wait is no attempt, unless there are more than six in
 * a row.
 */
public final class OutcomePolicy {

	private static final int MOST_PUT_OFF = 6;

	private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

	private static final RetryAdvice NOT_OF_ENDPOINT = new RetryAdvice(false, null, 0, false);

	private final boolean retryClientErrors;

	/**
	 * Creates a policy.
	 * @param retryClientErrors whether each 4xx but 410 is tried again
	 */
	public OutcomePolicy(boolean retryClientErrors) {
		this.retryClientErrors = retryClientErrors;
	}

	/**
	 * Decides about an attempt.
	 * @param outcome the outcome of the attempt
	 * @param now the time
	 * @return the decision
	 */
	public AttemptVerdict decide(AttemptOutcome outcome, Instant now) {
		return (outcome instanceof AttemptAnswer answer) ? decide(answer, now) : decide((AttemptFailure) outcome, now);
	}

	private AttemptVerdict decide(AttemptAnswer answer, Instant now) {
		int status = answer.status();
		if (status >= 200 && status < 300) {
			return new AttemptVerdict(Kind.DELIVERED, RetryAdvice.NONE, false);
		}
		if (status == 410) {
			return new AttemptVerdict(Kind.DISABLE, RetryAdvice.NEVER, true);
		}
		if (isClientError(status) && !this.retryClientErrors) {
			return new AttemptVerdict(Kind.GIVE_UP, RetryAdvice.NEVER, true);
		}
		@Nullable Instant time = RetryAfter.parse(answer.retryAfter(), now);
		RetryAdvice advice = (time != null) ? RetryAdvice.putOff(time, MOST_PUT_OFF).ofTarget() : RetryAdvice.NONE;
		return new AttemptVerdict(Kind.RETRY, advice, true);
	}

	private static boolean isClientError(int status) {
		return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
	}

	private static AttemptVerdict decide(AttemptFailure failure, Instant now) {
		return switch (failure.kind()) {
			case DNS, CONNECT, CONNECT_TIMEOUT, TLS, DEADLINE, IO ->
				new AttemptVerdict(Kind.RETRY, RetryAdvice.NONE, true);
			case BLOCKED, PROXY -> new AttemptVerdict(Kind.RETRY, NOT_OF_ENDPOINT, false);
			case BUSY, CLOSED ->
				new AttemptVerdict(Kind.RETRY, RetryAdvice.putOff(now.plus(BUSY_WAIT), Integer.MAX_VALUE), false);
		};
	}

}
