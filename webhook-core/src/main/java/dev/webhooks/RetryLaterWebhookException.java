package dev.webhooks;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Thrown by a listener to say that there is no point in trying again before a certain
 * time. The attempt counts as any other. Where events are processed inline it is a
 * failure like any other.
 */
public class RetryLaterWebhookException extends WebhookException {

	private final Instant notBefore;

	/**
	 * Creates an exception.
	 * @param message what is wrong; no part of the payload
	 * @param notBefore the earliest time of the next attempt
	 */
	public RetryLaterWebhookException(String message, Instant notBefore) {
		this(message, notBefore, null);
	}

	/**
	 * Creates an exception.
	 * @param message what is wrong; no part of the payload
	 * @param notBefore the earliest time of the next attempt
	 * @param cause the cause or {@code null}
	 */
	public RetryLaterWebhookException(String message, Instant notBefore, @Nullable Throwable cause) {
		super(message, cause);
		Assert.notNull(notBefore, "'notBefore' must not be null");
		this.notBefore = notBefore;
	}

	/**
	 * When the event may be processed again.
	 * @return the earliest time of the next attempt
	 */
	public Instant notBefore() {
		return this.notBefore;
	}

}
