package dev.webhooks.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.request.LogText;

/**
 * Delivery as an operator sees it.
 *
 * @param id identifies the delivery
 * @param channel the name of the channel
 * @param tenant the tenant or {@code null}
 * @param eventId the id that the channel gave the event
 * @param type the most specific name of the event's type
 * @param status where the delivery stands
 * @param trigger what it was last scheduled by
 * @param attempts how often it was tried, before it was opened again too
 * @param receivedAt when the event was received
 * @param dueAt when it is tried, or {@code null} if it is being processed or finished
 * @param finishedAt when it was processed or given up, or {@code null}
 * @param lastError what went wrong last, or {@code null} if nothing ever did; it may be
 * over, see {@link #isErrorOver()}
 */
public record WebhookDelivery(DeliveryId id, String channel, @Nullable String tenant, String eventId, String type,
		DeliveryStatus status, DeliveryTrigger trigger, int attempts, Instant receivedAt, @Nullable Instant dueAt,
		@Nullable Instant finishedAt, @Nullable String lastError) {

	/**
	 * Tells whether {@link #lastError()} is that of an earlier attempt, and not how the
	 * delivery stands now: it was processed since, or is to be tried or being tried
	 * again.
	 * @return whether there was an error, and the status is not its consequence
	 */
	public boolean isErrorOver() {
		return this.lastError != null && switch (this.status) {
			case PENDING, PROCESSING, PROCESSED -> true;
			case RETRYING, DEAD, DISCARDED -> false;
		};
	}

	@Override
	public String toString() {
		return this.channel + " event " + LogText.of(this.eventId) + " of type " + LogText.of(this.type)
				+ " for target " + this.id.target() + ": " + this.status + " after " + this.attempts + " attempts";
	}

}
