package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

import dev.webhooks.WebhookEvent;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * Published in the application when a delivery is given up. It is published after that is
 * stored, once, and only by the node that gave it up: a node that dies in between does
 * not publish it, so look at the inbox too.
 */
public final class WebhookDeadLetterEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient FinishedDelivery end;

	WebhookDeadLetterEvent(Object source, FinishedDelivery end) {
		super(source);
		this.end = end;
	}

	/**
	 * The delivery.
	 * @return what identifies the delivery
	 */
	public DeliveryId id() {
		return this.end.delivery().id();
	}

	/**
	 * The event that was not processed.
	 * @return the event
	 */
	public WebhookEvent event() {
		return new StoredEvent(this.end.delivery());
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
	 * @return the class and message of the exception, shortened, or {@code null}
	 */
	public @Nullable String error() {
		return this.end.error();
	}

	@Override
	public String toString() {
		return "Dead: " + this.end.delivery();
	}

}
