package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

import dev.webhooks.WebhookEvent;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;

/**
 * Published in the application when a delivery is given up. It is published after that is
 * stored, once, and only by the node that gave it up: a node that dies in between does
 * not publish it, so look at the inbox too.
 */
public final class WebhookDeadLetterEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient ClaimedDelivery delivery;

	private final transient @Nullable String error;

	WebhookDeadLetterEvent(Object source, ClaimedDelivery delivery, @Nullable String error) {
		super(source);
		this.delivery = delivery;
		this.error = error;
	}

	/**
	 * The delivery.
	 * @return what identifies the delivery
	 */
	public DeliveryId id() {
		return this.delivery.id();
	}

	/**
	 * The event that was not processed.
	 * @return the event
	 */
	public WebhookEvent event() {
		return new StoredEvent(this.delivery);
	}

	/**
	 * How often it was tried.
	 * @return the number of attempts
	 */
	public int attempts() {
		return this.delivery.attempt();
	}

	/**
	 * What went wrong last.
	 * @return the class and message of the exception, shortened, or {@code null}
	 */
	public @Nullable String error() {
		return this.error;
	}

	@Override
	public String toString() {
		return "Dead: " + this.delivery;
	}

}
