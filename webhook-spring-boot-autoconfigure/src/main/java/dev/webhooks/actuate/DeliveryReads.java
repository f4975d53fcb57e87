package dev.webhooks.actuate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.operation.DeliveryHistory;
import dev.webhooks.delivery.operation.OperatedEngine;

/**
 * Answers what operators ask of stored events and deliveries. Safe for use by several
 * threads.
 */
final class DeliveryReads {

	private static final int STANDARD_LIMIT = 50;

	private final OperatedEngines engines;

	DeliveryReads(OperatedEngines engines) {
		this.engines = engines;
	}

	boolean isNothingStored() {
		return this.engines.isEmpty();
	}

	DeliveryView.Page deliveries(DeliveryQuery query, @Nullable String after, @Nullable String limit, boolean shown) {
		OperatedEngine engine = this.engines.find(query.engine());
		List<String> parts = query.parts(engine.name());
		DeliveryPage page = engine.operations()
			.page(query.toFilter(Set.of(), engine.clock().instant()), PageCursor.read(after, parts),
					QueryText.number("limit", limit, STANDARD_LIMIT, DeliveryHistory.MAX_FOUND));
		return new DeliveryView.Page(engine.name(),
				page.deliveries().stream().map((delivery) -> DeliveryView.of(delivery, shown)).toList(),
				PageCursor.write(page.next(), parts), page.complete());
	}

	EventView.Page events(DeliveryQuery query, @Nullable String after, @Nullable String limit, boolean shown) {
		DeliveryView.Page page = deliveries(query, after, limit, shown);
		return new EventView.Page(page.engine(), EventView.of(page.deliveries()), page.next(), page.complete());
	}

	DeliveryView.Count count(DeliveryQuery query, @Nullable String after) {
		OperatedEngine engine = this.engines.find(query.engine());
		List<String> parts = query.parts(engine.name());
		DeliveryCount count = engine.operations()
			.count(query.toFilter(Set.of(), engine.clock().instant()), PageCursor.read(after, parts));
		return new DeliveryView.Count(engine.name(), count.count(), count.isComplete(),
				PageCursor.write(count.next(), parts));
	}

	EventView.@Nullable Detail event(@Nullable String engineName, String id, boolean shown) {
		OperatedEngine engine = this.engines.find(engineName);
		UUID event = Objects.requireNonNull(QueryText.uuid("id", id));
		ArchivedMessage found = engine.operations().event(event);
		if (found == null) {
			return null;
		}
		return EventView.Detail.of(engine.name(), found,
				found.deliveries().deliveries().stream().map((delivery) -> detail(engine, delivery, shown)).toList(),
				shown);
	}

	DeliveryView.@Nullable Detail delivery(@Nullable String engineName, String id, boolean shown) {
		OperatedEngine engine = this.engines.find(engineName);
		WebhookDelivery found = find(engine, DeliveryView.parseId(id));
		return (found != null) ? detail(engine, found, shown) : null;
	}

	static @Nullable WebhookDelivery find(OperatedEngine engine, DeliveryId id) {
		List<WebhookDelivery> found = engine.operations()
			.find(DeliveryFilter.of().event(id.event()).target(id.target()), 1);
		return found.isEmpty() ? null : found.get(0);
	}

	private static DeliveryView.Detail detail(OperatedEngine engine, WebhookDelivery delivery, boolean shown) {
		return new DeliveryView.Detail(engine.name(), DeliveryView.of(delivery, shown),
				engine.operations()
					.attempts(delivery.id())
					.stream()
					.map((attempt) -> DeliveryView.Attempt.of(attempt, shown))
					.toList());
	}

}
