package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * A delivery that is about to be given up, for a {@link WebhookErrorHandler}. Immutable.
 */
public final class WebhookFailure {

	private final FinishedDelivery end;

	private final WebhookEvent event;

	private final @Nullable Throwable exception;

	WebhookFailure(FinishedDelivery end, WebhookEvent event, @Nullable Throwable exception) {
		this.end = end;
		this.event = event;
		this.exception = exception;
	}

	/**
	 * The delivery.
	 * @return what identifies the delivery
	 */
	public DeliveryId id() {
		return this.end.delivery().id();
	}

	/**
	 * The listener that failed.
	 * @return the id of the listener
	 */
	public String listener() {
		return id().target();
	}

	/**
	 * The event that was not processed.
	 * @return the event
	 */
	public WebhookEvent event() {
		return this.event;
	}

	/**
	 * How often it was tried, before it was opened again too.
	 * @return the number of attempts
	 */
	public int attempts() {
		return this.end.attempts().total();
	}

	/**
	 * Failure of the last attempt.
	 * @return what the listener threw, or {@code null} if it was not called
	 */
	public @Nullable Throwable exception() {
		return this.exception;
	}

	/**
	 * Text that is kept of the failure.
	 * @return the class and message of the exception, shortened, or why the listener was
	 * not called
	 */
	public String error() {
		return String.valueOf(this.end.error());
	}

	@Override
	public String toString() {
		return "Failed: " + this.end.delivery();
	}

}
