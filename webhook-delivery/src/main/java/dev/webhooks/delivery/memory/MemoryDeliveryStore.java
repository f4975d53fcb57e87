package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.Passage;

/**
 * Store in memory as the engine sees it.
 */
final class MemoryDeliveryStore extends MemoryGates implements DeliveryStore {

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			MemoryDeliveryStore.class.getClassLoader());

	private final MemoryEvents events;

	MemoryDeliveryStore(MemoryEvents events) {
		this.events = events;
	}

	@Override
	public List<AddOutcome> add(List<Addition> events, Lease lease, Instant now) {
		synchronized (this.events) {
			List<AddOutcome> outcomes = new ArrayList<>(events.size());
			events.forEach((added) -> outcomes.add(add(added, lease, now)));
			return outcomes;
		}
	}

	/** Where Spring has no transactions on the class path, there are none. */
	@Override
	public List<AddOutcome> append(List<Addition> events, Lease lease, Instant now, Consumer<Set<UUID>> ended) {
		synchronized (this.events) {
			Set<MemoryEvents.Key> seen = new HashSet<>();
			List<AddOutcome> outcomes = events.stream()
				.map((added) -> this.events.contains(added.message()) || !seen.add(MemoryEvents.Key.of(added.message()))
						? AddOutcome.DUPLICATE : AddOutcome.ACCEPTED)
				.toList();
			Runnable commit = () -> ended.accept(addNew(events, lease, now));
			if (TRANSACTIONS) {
				MemoryAppend.afterCommit(commit, () -> ended.accept(Set.of()));
			}
			else {
				commit.run();
			}
			return outcomes;
		}
	}

	/** An event that has come meanwhile is not added again. */
	private Set<UUID> addNew(List<Addition> events, Lease lease, Instant now) {
		synchronized (this.events) {
			return events.stream()
				.filter((added) -> this.events
					.add(new MemoryMessage(added, lease, this.events::nextPosition, now)) == null)
				.map(Addition::id)
				.collect(Collectors.toSet());
		}
	}

	private AddOutcome add(Addition added, Lease lease, Instant now) {
		MemoryMessage event = new MemoryMessage(added, lease, this.events::nextPosition, now);
		MemoryMessage existing = this.events.add(event);
		if (existing == null) {
			return AddOutcome.ACCEPTED;
		}
		return existing.reopen(added.message(), now) ? AddOutcome.REOPENED : AddOutcome.DUPLICATE;
	}

	@Override
	public List<DueDestination> findDue(Collection<Destination> destinations, Instant now) {
		synchronized (this.events) {
			List<DueDestination> due = new ArrayList<>();
			for (Destination destination : destinations) {
				if (passage(destination, now).isClosed()) {
					continue;
				}
				for (boolean ordered : List.of(false, true)) {
					DueDestination candidate = new DueDestination(destination, ordered);
					if (due(candidate, now).findAny().isPresent()) {
						due.add(candidate);
					}
				}
			}
			return due;
		}
	}

	@Override
	public DeliveryStore.DuePage findDue(@Nullable Destination after, int limit, Instant now) {
		synchronized (this.events) {
			List<Destination> destinations = this.events.destinations(after, limit);
			return new DeliveryStore.DuePage(findDue(destinations, now),
					(destinations.size() < limit) ? null : destinations.get(limit - 1));
		}
	}

	private Stream<MemoryDelivery> due(DueDestination due, Instant now) {
		return this.events.unfinished(due.destination())
			.stream()
			.filter((delivery) -> (delivery.orderKey() != null) == due.ordered() && delivery.isDue(now));
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> leases) {
		synchronized (this.events) {
			Passage passage = passage(request.due().destination(), request.now());
			if (passage.isClosed()) {
				return List.of();
			}
			List<MemoryDelivery> due = due(request.due(), request.now())
				.sorted(Comparator.comparing(MemoryDelivery::dueAt).thenComparingLong(MemoryDelivery::position))
				.toList();
			List<ClaimedDelivery> claimed = new MemoryClaims(this.events, request.limitedTo(passage.most())).claim(due,
					leases.get());
			if (!claimed.isEmpty()) {
				passed(passage, claimed.size(), request.now());
			}
			return claimed.stream().map((delivery) -> delivery.probing(passage.probes())).toList();
		}
	}

	@Override
	public void releaseEndedLeases(Instant now) {
		// Each delivery has a lease of its own
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		synchronized (this.events) {
			Set<DeliveryId> lost = new HashSet<>();
			for (FinishedDelivery end : finished) {
				MemoryDelivery delivery = this.events.find(end.delivery().id());
				if (delivery == null || !delivery.finish(end, now)) {
					lost.add(end.delivery().id());
				}
				else {
					this.events.changed(delivery);
				}
			}
			return lost;
		}
	}

	@Override
	public Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		synchronized (this.events) {
			Set<DeliveryId> renewed = new HashSet<>();
			for (ClaimedDelivery claimed : deliveries) {
				MemoryDelivery delivery = this.events.find(claimed.id());
				if (delivery != null && delivery.renew(claimed.lease(), until)) {
					renewed.add(claimed.id());
				}
			}
			return renewed;
		}
	}

	@Override
	public void announce(UUID node, Collection<Destination> destinations, Instant now, Instant deadBefore) {
		synchronized (this.events) {
			this.events.announce(node, destinations);
			removeOpened(now);
		}
	}

	@Override
	public void unblock(Instant now) {
		// Whether a key is blocked is decided anew by each claim
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return 0;
	}

}
