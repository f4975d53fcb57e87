package dev.webhooks.sender.endpoint;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The status of an endpoint, and how it came by it. Immutable.
 *
 * @param status whether messages are sent to it
 * @param reason why, up to 255 characters, or {@code null} if nobody said so
 * @param since when it was put so
 */
public record EndpointState(EndpointStatus status, @Nullable String reason, Instant since) {

	/**
	 * How long a reason may be.
	 */
	public static final int MAX_REASON_LENGTH = 255;

	/**
	 * Checks the reason.
	 * @throws dev.webhooks.InvalidSettingException if it is too long, or no text
	 */
	public EndpointState {
		TextRules.optional("reason", reason, MAX_REASON_LENGTH);
	}

	/**
	 * The state of a new endpoint.
	 * @param now the current time
	 * @return the state
	 */
	public static EndpointState active(Instant now) {
		return new EndpointState(EndpointStatus.ACTIVE, null, now);
	}

}
