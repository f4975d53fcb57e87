package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.WebhookDelivery;

/**
 * What operators do with events in memory.
 */
final class MemoryDeliveryArchive implements DeliveryArchive {

	private final MemoryEvents events;

	MemoryDeliveryArchive(MemoryEvents events) {
		this.events = events;
	}

	@Override
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		synchronized (this.events) {
			return this.events.deliveries()
				.map(MemoryDelivery::view)
				.filter((view) -> MemoryDelivery.matches(view, filter))
				.sorted(Comparator.comparing((WebhookDelivery view) -> view.id().event()).reversed())
				.limit(limit)
				.toList();
		}
	}

	@Override
	public List<DeliveryAttempt> attempts(DeliveryId delivery) {
		synchronized (this.events) {
			MemoryDelivery found = this.events.find(delivery);
			return (found != null) ? found.kept() : List.of();
		}
	}

	@Override
	public long count(DeliveryFilter filter) {
		synchronized (this.events) {
			return find(filter, Integer.MAX_VALUE).size();
		}
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, RetryMode mode, Instant now) {
		return change(deliveries, (delivery) -> delivery.retry(statuses, mode, now));
	}

	@Override
	public int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return change(deliveries, (delivery) -> delivery.discard(statuses, now));
	}

	private int change(Collection<DeliveryId> deliveries, Predicate<MemoryDelivery> change) {
		synchronized (this.events) {
			int count = 0;
			for (DeliveryId id : deliveries) {
				MemoryDelivery delivery = this.events.find(id);
				if (delivery != null && change.test(delivery)) {
					this.events.changed(delivery);
					count++;
				}
			}
			return count;
		}
	}

	@Override
	public int retry(DeliveryFilter filter, int expected, RetryMode mode, Instant now) {
		synchronized (this.events) {
			return retry(findAll(filter, expected), filter.statuses(), mode, now);
		}
	}

	@Override
	public int discard(DeliveryFilter filter, int expected, Instant now) {
		synchronized (this.events) {
			return discard(findAll(filter, expected), filter.statuses(), now);
		}
	}

	private List<DeliveryId> findAll(DeliveryFilter filter, int expected) {
		List<DeliveryId> ids = find(filter, expected + 1).stream().map(WebhookDelivery::id).toList();
		Assert.state(ids.size() <= expected, () -> "There are more than " + expected + " such deliveries");
		return ids;
	}

	@Override
	public int reassign(Destination from, String target, int limit, Instant now) {
		synchronized (this.events) {
			List<MemoryDelivery> movable = this.events.deliveries()
				.filter((delivery) -> delivery.destination().equals(from) && delivery.status().isOpen())
				.filter((delivery) -> delivery.status() != DeliveryStatus.PROCESSING || delivery.isDue(now))
				.toList();
			int count = 0;
			for (MemoryDelivery delivery : movable) {
				count += (count < limit && reassign(delivery, target, now)) ? 1 : 0;
			}
			return count;
		}
	}

	private boolean reassign(MemoryDelivery delivery, String target, Instant now) {
		MemoryDelivery moved = delivery.event().reassign(delivery, target, now);
		if (moved == null) {
			return false;
		}
		this.events.forget(delivery);
		this.events.changed(moved);
		return true;
	}

	@Override
	public List<OrphanedDestination> findOrphans() {
		synchronized (this.events) {
			Map<Destination, Long> open = this.events.deliveries()
				.filter((delivery) -> delivery.status().isOpen() && !this.events.isAnnounced(delivery.destination()))
				.collect(Collectors.groupingBy(MemoryDelivery::destination, Collectors.counting()));
			return open.entrySet()
				.stream()
				.map((entry) -> new OrphanedDestination(entry.getKey(), entry.getValue()))
				.toList();
		}
	}

	@Override
	public Backlog backlog(Instant now) {
		synchronized (this.events) {
			Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
			Instant oldest = null;
			for (MemoryDelivery delivery : this.events.deliveries().toList()) {
				if (delivery.status().isOpen() || delivery.status() == DeliveryStatus.DEAD) {
					counts.merge(delivery.view().status(), 1L, Long::sum);
				}
				if (delivery.isDue(now) && (oldest == null || delivery.dueAt().isBefore(oldest))) {
					oldest = delivery.dueAt();
				}
			}
			return new Backlog(counts, oldest);
		}
	}

}
