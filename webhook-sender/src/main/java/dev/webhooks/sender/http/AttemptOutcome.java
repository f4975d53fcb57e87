package dev.webhooks.sender.http;

import java.time.Duration;

/**
 * The end of an attempt: the endpoint has answered, or it has not.
 */
public sealed interface AttemptOutcome permits AttemptAnswer, AttemptFailure {

	/**
	 * Time that the attempt took, the look-up of the name included.
	 * @return the time
	 */
	Duration duration();

}
