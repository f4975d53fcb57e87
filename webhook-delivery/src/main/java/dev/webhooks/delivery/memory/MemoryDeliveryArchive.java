package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.WebhookDelivery;

/**
 * Archive of the store in memory.
 */
final class MemoryDeliveryArchive implements DeliveryArchive {

	private static final int FIRST_PAGE = 100;

	private final MemoryEvents events;

	MemoryDeliveryArchive(MemoryEvents events) {
		this.events = events;
	}

	/** All are looked at: nothing is faster here. */
	@Override
	public DeliveryPage page(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit) {
		synchronized (this.events) {
			List<WebhookDelivery> found = matching(filter, after)
				.sorted(Comparator.comparing((view) -> DeliveryCursor.of(view.id())))
				.limit(limit + 1L)
				.toList();
			return (found.size() <= limit) ? new DeliveryPage(found, null, true)
					: new DeliveryPage(found.subList(0, limit), DeliveryCursor.of(found.get(limit - 1).id()), true);
		}
	}

	private Stream<WebhookDelivery> matching(DeliveryFilter filter, @Nullable DeliveryCursor after) {
		return this.events.deliveries()
			.map(MemoryDelivery::view)
			.filter((view) -> filter.matches(view)
					&& (after == null || DeliveryCursor.of(view.id()).compareTo(after) > 0));
	}

	@Override
	public @Nullable ArchivedMessage event(UUID id) {
		synchronized (this.events) {
			MemoryMessage stored = this.events.find(id);
			return (stored != null)
					? new ArchivedMessage(id, stored.message(), page(DeliveryFilter.of().event(id), null, FIRST_PAGE))
					: null;
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
	public DeliveryCount count(DeliveryFilter filter, @Nullable DeliveryCursor after) {
		synchronized (this.events) {
			return new DeliveryCount(matching(filter, after).count(), null);
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
		MemoryDelivery moved = delivery.stored().reassign(delivery, target, now);
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
				.map((entry) -> new OrphanedDestination(entry.getKey(), Math.min(entry.getValue(), MAX_SCANNED)))
				.toList();
		}
	}

	@Override
	public Map<String, ChannelBacklog> channels(Instant now) {
		synchronized (this.events) {
			return this.events.channels(now);
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
