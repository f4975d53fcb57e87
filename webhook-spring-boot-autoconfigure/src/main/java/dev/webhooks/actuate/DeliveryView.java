package dev.webhooks.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.WebhookDelivery;

/**
 * A delivery as operators see it.
 *
 * @param id identifies the delivery, for the operations
 * @param event the id under which the event is stored
 * @param channel the channel; of the inbox the provider
 * @param target the target; of the inbox the listener
 * @param tenant the tenant, or {@code null}
 * @param eventId the id that the channel gave the event
 * @param type the most specific name of the event's type
 * @param status where the delivery stands
 * @param trigger what it was last scheduled by
 * @param attempts how often it was tried
 * @param receivedAt when the event was received
 * @param dueAt when it is tried, or {@code null}
 * @param finishedAt when it was processed or given up, or {@code null}
 * @param error what went wrong last, or {@code null}; without the message of the
 * exception where values are not shown
 * @param errorOver whether the error is that of an earlier attempt, and not how the
 * delivery stands now
 */
public record DeliveryView(String id, UUID event, String channel, String target, @Nullable String tenant,
		String eventId, String type, DeliveryStatus status, DeliveryTrigger trigger, int attempts, Instant receivedAt,
		@Nullable Instant dueAt, @Nullable Instant finishedAt, @Nullable String error, boolean errorOver) {

	static DeliveryView of(WebhookDelivery delivery, boolean shown) {
		return new DeliveryView(idOf(delivery.id()), delivery.id().event(), delivery.channel(), delivery.id().target(),
				delivery.tenant(), delivery.eventId(), delivery.type(), delivery.status(), delivery.trigger(),
				delivery.attempts(), delivery.receivedAt(), delivery.dueAt(), delivery.finishedAt(),
				ErrorText.of(delivery.lastError(), shown), delivery.isErrorOver());
	}

	/** Goes into a path, whatever the target is called. */
	static String idOf(DeliveryId delivery) {
		return DeliveryCursor.of(delivery).toString();
	}

	static DeliveryId parseId(String text) {
		try {
			DeliveryCursor place = DeliveryCursor.parse(text);
			return new DeliveryId(place.event(), place.target());
		}
		catch (IllegalArgumentException ex) {
			throw RefusedOperationException.invalid("The id is none that a delivery has");
		}
	}

	@Override
	public String toString() {
		return this.id;
	}

	/**
	 * A page of deliveries, the newest first.
	 *
	 * @param engine the name of the engine
	 * @param deliveries the deliveries
	 * @param next goes into {@code after} for the next page, or {@code null} if there is
	 * none
	 * @param complete whether the page is full, or the last; otherwise so many deliveries
	 * were looked at that the search goes on with the next page
	 */
	public record Page(String engine, List<DeliveryView> deliveries, @Nullable String next, boolean complete) {

	}

	/**
	 * A delivery with its attempts.
	 *
	 * @param engine the name of the engine
	 * @param delivery the delivery
	 * @param history the attempts that were kept, the latest last
	 */
	public record Detail(String engine, DeliveryView delivery, List<Attempt> history) {

	}

	/**
	 * One call of the handler.
	 *
	 * @param number the number of the attempt, starting at 1
	 * @param startedAt when it began
	 * @param duration how long it took
	 * @param status where the delivery stood afterwards
	 * @param error what went wrong, or {@code null}
	 */
	public record Attempt(int number, Instant startedAt, Duration duration, DeliveryStatus status,
			@Nullable String error) {

		static Attempt of(DeliveryAttempt attempt, boolean shown) {
			return new Attempt(attempt.number(), attempt.startedAt(), attempt.duration(), attempt.status(),
					ErrorText.of(attempt.error(), shown));
		}

	}

	/**
	 * How many deliveries a filter means.
	 *
	 * @param engine the name of the engine
	 * @param count their number among those that were looked at, from the newest down
	 * @param complete whether all were looked at
	 * @param next goes into {@code after} to go on counting, or {@code null}
	 */
	public record Count(String engine, long count, boolean complete, @Nullable String next) {

	}

}
