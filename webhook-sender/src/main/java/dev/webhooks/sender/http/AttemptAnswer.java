package dev.webhooks.sender.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Answer of an endpoint, whatever its status.
 *
 * @param status the status, from 200 to 999; 3xx is as it came, since no redirect is
 * followed
 * @param retryAfter the header {@code Retry-After} as it came, or {@code null} if there
 * is none
 * @param body the beginning of the body in text, of at most 4096 bytes; it holds whatever
 * the endpoint wants, but no NUL
 * @param complete whether that is the whole body
 * @param duration the time that the attempt took
 */
public record AttemptAnswer(int status, @Nullable String retryAfter, String body, boolean complete,
		Duration duration) implements AttemptOutcome {

	/**
	 * Does not show the body, which may repeat what was sent.
	 */
	@Override
	public String toString() {
		return this.status + " after " + this.duration;
	}

}
