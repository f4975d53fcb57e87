package dev.webhooks.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Message;

/**
 * A stored event as operators see it in a list.
 *
 * @param id the id under which it is stored
 * @param eventId the id that the channel gave it
 * @param channel the channel; of the inbox the provider
 * @param tenant the tenant, or {@code null}
 * @param type the most specific name of its type
 * @param receivedAt when it was received
 * @param deliveries those of its deliveries that were asked for
 */
public record EventView(UUID id, String eventId, String channel, @Nullable String tenant, String type,
		Instant receivedAt, List<DeliveryView> deliveries) {

	/**
	 * Groups deliveries of one event, which are next to each other.
	 * @param deliveries the deliveries of a page
	 * @return the events in the same order
	 */
	static List<EventView> of(List<DeliveryView> deliveries) {
		Map<UUID, List<DeliveryView>> byEvent = new LinkedHashMap<>();
		deliveries
			.forEach((delivery) -> byEvent.computeIfAbsent(delivery.event(), (id) -> new ArrayList<>()).add(delivery));
		return byEvent.values().stream().map(EventView::ofOne).toList();
	}

	private static EventView ofOne(List<DeliveryView> deliveries) {
		DeliveryView first = deliveries.get(0);
		return new EventView(first.event(), first.eventId(), first.channel(), first.tenant(), first.type(),
				first.receivedAt(), deliveries);
	}

	@Override
	public String toString() {
		return this.id.toString();
	}

	/**
	 * A page of events, the newest first. One at the edge of two pages is on both, with
	 * some of its deliveries on each.
	 *
	 * @param engine the name of the engine
	 * @param events the events
	 * @param next goes into {@code after} for the next page, or {@code null} if there is
	 * none
	 * @param complete whether the page is full, or the last; otherwise so many deliveries
	 * were looked at that the search goes on with the next page
	 */
	public record Page(String engine, List<EventView> events, @Nullable String next, boolean complete) {

	}

	/**
	 * A stored event.
	 *
	 * @param engine the name of the engine
	 * @param id the id under which it is stored
	 * @param eventId the id that the channel gave it
	 * @param channel the channel; of the inbox the provider
	 * @param tenant the tenant, or {@code null}
	 * @param types the names of its type, the most specific first
	 * @param occurredAt when it happened, or {@code null} if that is not known
	 * @param receivedAt when it was received
	 * @param headers its headers, whose values are shown as {@code ******} to those who
	 * may not see them
	 * @param body the bytes of the body, or {@code null} if they were purged
	 * @param document the JSON document that was made of the body, or {@code null} if
	 * none was
	 * @param deliveries its deliveries
	 * @param moreDeliveries whether it has more of them
	 */
	public record Detail(String engine, UUID id, String eventId, String channel, @Nullable String tenant,
			List<String> types, @Nullable Instant occurredAt, Instant receivedAt, Map<String, List<String>> headers,
			@Nullable StoredValue body, @Nullable StoredValue document, List<DeliveryView.Detail> deliveries,
			boolean moreDeliveries) {

		private static final String HIDDEN = "******";

		static Detail of(String engine, ArchivedMessage event, List<DeliveryView.Detail> deliveries, boolean shown) {
			Message message = event.message();
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			message.headers()
				.forEach((name, value) -> headers.computeIfAbsent(name, (key) -> new ArrayList<>())
					.add(shown ? value : HIDDEN));
			return new Detail(engine, event.id(), message.key(), message.channel(), message.tenant(), message.types(),
					message.occurredAt(), message.receivedAt(), headers, StoredValue.of(message.body(), shown),
					StoredValue.of(message.document(), shown), deliveries, event.deliveries().next() != null);
		}

		@Override
		public String toString() {
			return this.id.toString();
		}

	}

}
