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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An inbox in the memory of this application, for tests and demonstrations: what it holds
 * is lost with the application.
 */
public final class MemoryWebhookInbox implements WebhookInbox {

	private final Map<Key, MemoryEvent> byKey = new HashMap<>();

	private final TreeMap<UUID, MemoryEvent> byId = new TreeMap<>();

	private final Map<UUID, Set<DeliveryTarget>> nodes = new HashMap<>();

	private long positions;

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
		MemoryEvent event = new MemoryEvent(added, lease, () -> this.positions++, now);
		MemoryEvent existing = this.byKey.putIfAbsent(Key.of(added.event()), event);
		if (existing == null) {
			this.byId.put(added.id(), event);
			return AddOutcome.ACCEPTED;
		}
		return existing.reopen(added.event(), now) ? AddOutcome.REOPENED : AddOutcome.DUPLICATE;
	}

	@Override
	public synchronized List<DueTarget> findDue(Collection<DeliveryTarget> targets, Instant now) {
		List<DueTarget> due = new ArrayList<>();
		for (DeliveryTarget target : targets) {
			for (boolean ordered : List.of(false, true)) {
				if (deliveries().stream().anyMatch((delivery) -> isDue(delivery, target, ordered, now))) {
					due.add(new DueTarget(target, ordered));
				}
			}
		}
		return due;
	}

	private static boolean isDue(MemoryDelivery delivery, DeliveryTarget target, boolean ordered, Instant now) {
		return delivery.target().equals(target) && (delivery.orderKey() != null) == ordered && delivery.isDue(now);
	}

	@Override
	public synchronized List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> leases) {
		List<MemoryDelivery> due = deliveries().stream()
			.filter((delivery) -> isDue(delivery, request.due().target(), request.due().ordered(), request.now()))
			.sorted(Comparator.comparing(MemoryDelivery::dueAt).thenComparingLong(MemoryDelivery::position))
			.toList();
		Lease lease = leases.get();
		List<ClaimedDelivery> claimed = new ArrayList<>();
		long bytes = 0;
		for (MemoryDelivery first : due) {
			for (MemoryDelivery delivery : isBlocked(first, request) ? List.<MemoryDelivery>of() : run(first)) {
				if (claimed.size() < request.room().count() && bytes < request.room().bytes()) {
					bytes += delivery.size();
					claimed.add(delivery.claim(lease, request.waitsForDead()));
				}
			}
		}
		return claimed;
	}

	/** A delivery and those that wait for nothing but it. */
	private List<MemoryDelivery> run(MemoryDelivery first) {
		if (first.orderKey() == null || first.takeovers() > 0) {
			return List.of(first);
		}
		return deliveries().stream()
			.filter((delivery) -> first.isFollowedBy(delivery) || delivery == first)
			.sorted(Comparator.comparingLong(MemoryDelivery::position))
			.takeWhile((delivery) -> delivery.status() != DeliveryStatus.DEAD)
			.toList();
	}

	private boolean isBlocked(MemoryDelivery delivery, ClaimRequest request) {
		return request.due().ordered() && deliveries().stream()
			.anyMatch((other) -> other.blocks(delivery, request.waitsForDead(), request.now()));
	}

	@Override
	public void releaseEndedLeases(Instant now) {
		// Each delivery has a lease of its own
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
	public synchronized Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		Set<DeliveryId> renewed = new HashSet<>();
		for (ClaimedDelivery claimed : deliveries) {
			MemoryDelivery delivery = find(claimed.id());
			if (delivery != null && delivery.renew(claimed.lease(), until)) {
				renewed.add(claimed.id());
			}
		}
		return renewed;
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
	public synchronized int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		int count = 0;
		for (DeliveryId id : deliveries) {
			MemoryDelivery delivery = find(id);
			count += (delivery != null && delivery.discard(statuses, now)) ? 1 : 0;
		}
		return count;
	}

	@Override
	public synchronized int retry(DeliveryFilter filter, int expected, Instant now) {
		return retry(findAll(filter, expected), filter.statuses(), now);
	}

	@Override
	public synchronized int discard(DeliveryFilter filter, int expected, Instant now) {
		return discard(findAll(filter, expected), filter.statuses(), now);
	}

	private List<DeliveryId> findAll(DeliveryFilter filter, int expected) {
		List<DeliveryId> ids = find(filter, expected + 1).stream().map(WebhookDelivery::id).toList();
		Assert.state(ids.size() <= expected, () -> "There are more than " + expected + " such deliveries");
		return ids;
	}

	@Override
	public synchronized int reassign(DeliveryTarget from, String listener, int limit, Instant now) {
		List<MemoryDelivery> movable = deliveries().stream()
			.filter((delivery) -> delivery.target().equals(from) && delivery.status().isOpen())
			.filter((delivery) -> delivery.status() != DeliveryStatus.PROCESSING || delivery.isDue(now))
			.toList();
		int count = 0;
		for (MemoryDelivery delivery : movable) {
			boolean moved = count < limit && delivery.event().reassign(from.listener(), listener, now);
			count += moved ? 1 : 0;
		}
		return count;
	}

	@Override
	public synchronized void announce(UUID node, Collection<DeliveryTarget> targets, Instant now, Instant deadBefore) {
		this.nodes.put(node, Set.copyOf(targets));
	}

	@Override
	public synchronized List<OrphanedTarget> findOrphans() {
		Map<DeliveryTarget, Long> open = deliveries().stream()
			.filter((delivery) -> delivery.status().isOpen())
			.collect(Collectors.groupingBy(MemoryDelivery::target, Collectors.counting()));
		this.nodes.values().forEach(open.keySet()::removeAll);
		return open.entrySet().stream().map((entry) -> new OrphanedTarget(entry.getKey(), entry.getValue())).toList();
	}

	@Override
	public void unblock(Instant now) {
		// Whether a key is blocked is decided anew by each claim
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return 0;
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
			if (delivery.status().isOpen() || delivery.status() == DeliveryStatus.DEAD) {
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
