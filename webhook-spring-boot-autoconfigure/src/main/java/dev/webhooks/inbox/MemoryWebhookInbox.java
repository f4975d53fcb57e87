package dev.webhooks.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An inbox in the memory of this application, for tests and demonstrations: what it holds
 * is lost with the application.
 */
public final class MemoryWebhookInbox implements WebhookInbox {

	private final Map<Key, MemoryEvent> byKey = new HashMap<>();

	private final TreeMap<UUID, MemoryEvent> byId = new TreeMap<>();

	/**
	 * Creates an empty inbox.
	 */
	public MemoryWebhookInbox() {
	}

	@Override
	public synchronized List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now) {
		List<AddOutcome> outcomes = new ArrayList<>(events.size());
		events.forEach((added) -> outcomes.add(add(added, lease, now)));
		return outcomes;
	}

	private AddOutcome add(NewEvent added, Lease lease, Instant now) {
		MemoryEvent event = new MemoryEvent(added, lease, now);
		MemoryEvent existing = this.byKey.putIfAbsent(Key.of(added.event()), event);
		if (existing == null) {
			this.byId.put(added.id(), event);
			return AddOutcome.ACCEPTED;
		}
		return existing.reopen(added.event(), now) ? AddOutcome.REOPENED : AddOutcome.DUPLICATE;
	}

	@Override
	public synchronized List<ClaimedDelivery> claim(ClaimRequest request) {
		List<ClaimedDelivery> claimed = new ArrayList<>();
		for (MemoryDelivery delivery : due(request)) {
			if (claimed.size() < request.limit() && !isBlocked(delivery, request.ordering())) {
				claimed.add(delivery.claim(request.lease()));
			}
		}
		return claimed;
	}

	private List<MemoryDelivery> due(ClaimRequest request) {
		return deliveries().stream()
			.filter((delivery) -> delivery.provider().equals(request.provider()) && delivery.isDue(request.now()))
			.sorted(Comparator.comparing(MemoryDelivery::dueAt))
			.toList();
	}

	private boolean isBlocked(MemoryDelivery delivery, ClaimRequest.Ordering ordering) {
		return ordering != ClaimRequest.Ordering.NONE && delivery.orderKey() != null
				&& deliveries().stream().anyMatch((other) -> other.blocks(delivery, ordering));
	}

	@Override
	public synchronized Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		Set<DeliveryId> lost = new HashSet<>();
		for (FinishedDelivery end : finished) {
			MemoryDelivery delivery = find(end.delivery().id());
			if (delivery == null || !delivery.finish(end, now)) {
				lost.add(end.delivery().id());
			}
		}
		return lost;
	}

	@Override
	public synchronized void renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		deliveries.forEach((claimed) -> {
			MemoryDelivery delivery = find(claimed.id());
			if (delivery != null) {
				delivery.renew(claimed.lease(), until);
			}
		});
	}

	@Override
	public synchronized List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		return deliveries().stream()
			.map(MemoryDelivery::view)
			.filter((view) -> MemoryDelivery.matches(view, filter))
			.sorted(Comparator.comparing((WebhookDelivery view) -> view.id().event()).reversed())
			.limit(limit)
			.toList();
	}

	@Override
	public synchronized long count(DeliveryFilter filter) {
		return find(filter, Integer.MAX_VALUE).size();
	}

	@Override
	public synchronized int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		int count = 0;
		for (DeliveryId id : deliveries) {
			MemoryDelivery delivery = find(id);
			count += (delivery != null && delivery.retry(statuses, now)) ? 1 : 0;
		}
		return count;
	}

	@Override
	public synchronized PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		List<MemoryEvent> events = finished(receivedBefore).filter((event) -> event.event().body() != null)
			.filter((event) -> event.id().compareTo(after) > 0)
			.sorted(Comparator.comparing(MemoryEvent::id))
			.limit(limit)
			.toList();
		events.forEach(MemoryEvent::purge);
		return new PurgedEvents(events.size(), (events.size() == limit) ? events.get(limit - 1).id() : null);
	}

	@Override
	public synchronized int prune(Instant receivedBefore, int limit) {
		List<MemoryEvent> events = finished(receivedBefore).limit(limit).toList();
		events.forEach((event) -> {
			this.byId.remove(event.id());
			this.byKey.remove(Key.of(event.event()));
		});
		return events.size();
	}

	private Stream<MemoryEvent> finished(Instant receivedBefore) {
		return this.byId.values()
			.stream()
			.filter((event) -> event.event().receivedAt().isBefore(receivedBefore) && event.isFinished());
	}

	@Override
	public synchronized Backlog backlog(Instant now) {
		Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
		Instant oldest = null;
		for (MemoryDelivery delivery : deliveries()) {
			if (delivery.view().status() != DeliveryStatus.PROCESSED) {
				counts.merge(delivery.view().status(), 1L, Long::sum);
			}
			if (delivery.isDue(now) && (oldest == null || delivery.dueAt().isBefore(oldest))) {
				oldest = delivery.dueAt();
			}
		}
		return new Backlog(counts, oldest);
	}

	private List<MemoryDelivery> deliveries() {
		return this.byId.values().stream().flatMap((event) -> event.deliveries().stream()).toList();
	}

	private @Nullable MemoryDelivery find(DeliveryId id) {
		MemoryEvent event = this.byId.get(id.event());
		return (event != null) ? event.delivery(id.listener()) : null;
	}

	private record Key(String provider, @Nullable String tenant, String id) {

		static Key of(InboxEvent event) {
			return new Key(event.provider(), event.tenant(), event.id());
		}

	}

}
