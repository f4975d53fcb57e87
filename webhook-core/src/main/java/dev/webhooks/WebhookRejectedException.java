package dev.webhooks;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Says that a request is not accepted, and why. It has no stack trace: a stranger can
 * cause it at will.
 */
public class WebhookRejectedException extends WebhookException {

	private final RejectionReason reason;

	private final @Nullable Duration retryAfter;

	/**
	 * Creates an exception.
	 * @param reason why the request is not accepted
	 * @param detail what the log should say; no secret, signature or part of a body
	 */
	public WebhookRejectedException(RejectionReason reason, String detail) {
		this(reason, detail, null, null);
	}

	/**
	 * Creates an exception.
	 * @param reason why the request is not accepted
	 * @param detail what the log should say; no secret, signature or part of a body
	 * @param retryAfter when the sender should try again, or {@code null}
	 * @param cause the cause or {@code null}
	 */
	public WebhookRejectedException(RejectionReason reason, String detail, @Nullable Duration retryAfter,
			@Nullable Throwable cause) {
		super(detail, cause, false);
		this.reason = reason;
		this.retryAfter = retryAfter;
	}

	/**
	 * Why the request is not accepted.
	 * @return the reason
	 */
	public RejectionReason reason() {
		return this.reason;
	}

	/**
	 * When the sender should try again.
	 * @return the time to wait or {@code null}
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
