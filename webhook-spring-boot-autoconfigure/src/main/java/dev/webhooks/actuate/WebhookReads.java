package dev.webhooks.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Lists by name, and what is in them. Safe for use by several threads.
 */
final class WebhookReads {

	private final ReceiverReads receiver;

	private final DeliveryReads deliveries;

	private final RecentReads recent;

	private final Overviews overviews;

	WebhookReads(ReceiverReads receiver, DeliveryReads deliveries, RecentReads recent, Overviews overviews) {
		this.receiver = receiver;
		this.deliveries = deliveries;
		this.recent = recent;
		this.overviews = overviews;
	}

	OverviewView overview() {
		return this.overviews.take(this.receiver.names());
	}

	/**
	 * Finds a list.
	 * @return the list, or {@code null} if there is none of that name
	 */
	@Nullable Object list(String what, DeliveryQuery query, @Nullable String after, @Nullable String limit, boolean shown) {
		return switch (what) {
			case "providers" -> new ProviderView.All(this.receiver.providers(shown));
			case "listeners" -> new ListenerView.All(this.receiver.listeners());
			case "events" -> this.deliveries.isNothingStored() ? this.recent.page(query, after, limit)
					: this.deliveries.events(query, after, limit, shown);
			case "deliveries" -> this.deliveries.deliveries(query, after, limit, shown);
			case "counts" -> this.deliveries.count(query, after);
			case "recent" -> this.recent.page(query, after, limit);
			default -> null;
		};
	}

	/**
	 * Finds one of a list.
	 * @return what it is, or {@code null} if there is no such thing
	 */
	@Nullable Object show(String what, String id, @Nullable String engine, boolean shown) {
		return switch (what) {
			case "providers" -> this.receiver.provider(id, shown);
			case "listeners" -> this.receiver.listener(id);
			case "events" -> this.deliveries.event(engine, id, shown);
			case "deliveries" -> this.deliveries.delivery(engine, id, shown);
			default -> null;
		};
	}

}
