package dev.webhooks.observation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Numbers of the requests and calls of a channel on this node since its start. Immutable.
 *
 * @param received the number of requests that were verified
 * @param processed the number of calls of listeners that succeeded
 * @param failed the number of calls of listeners that failed
 * @param refused the number of requests that were refused, by a status below 500
 * @param meanTime how long a call of a listener took on average, or {@code null} if there
 * was none
 * @param lastReceived when the last request was verified, or {@code null} if there was
 * none
 * @param lastError what went wrong last, or {@code null} if nothing did
 * @param window the latest of these requests and calls
 */
@Internal
public record ChannelActivity(long received, long processed, long failed, long refused, @Nullable Duration meanTime,
		@Nullable Instant lastReceived, @Nullable LastError lastError, Window window) {

	/**
	 * Something that went wrong.
	 *
	 * @param at when
	 * @param text what: the reason of a refusal, or the exception as it is stored and
	 * logged, with its message, which may quote a payload
	 */
	public record LastError(Instant at, String text) {

	}

	/**
	 * Verified requests and calls of listeners in the latest time, without the requests
	 * that are to come again later because something is paused, in progress or over its
	 * limit.
	 *
	 * @param length how long that time is
	 * @param calls the number of verified requests, and of calls
	 * @param failures how many of them were answered with an error, or failed
	 */
	public record Window(Duration length, long calls, long failures) {

		/**
		 * The part of them that failed.
		 * @return a number from 0 to 1; 0 if there were none
		 */
		public double failureRate() {
			return (this.calls > 0) ? (double) this.failures / this.calls : 0;
		}

	}

}
