package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Message;

/**
 * Events in memory, with their deliveries, and the nodes that deliver them. Guarded by
 * its own lock.
 */
final class MemoryEvents {

	private final Map<Key, MemoryMessage> byKey = new HashMap<>();

	private final TreeMap<UUID, MemoryMessage> byId = new TreeMap<>();

	private final TreeMap<Destination, Set<MemoryDelivery>> unfinished = new TreeMap<>();

	private final Map<String, Instant> lastReceived = new HashMap<>();

	private final Map<UUID, Set<Destination>> nodes = new HashMap<>();

	private long positions;

	long nextPosition() {
		return this.positions++;
	}

	/**
	 * Adds an event, if there is none of its key.
	 * @return the event that is there already, or {@code null} if there is none
	 */
	@Nullable MemoryMessage add(MemoryMessage event) {
		MemoryMessage existing = this.byKey.putIfAbsent(Key.of(event.message()), event);
		if (existing == null) {
			this.byId.put(event.id(), event);
			event.deliveries().forEach(this::changed);
			if (!event.deliveries().isEmpty()) {
				this.lastReceived.merge(event.message().channel(), event.message().receivedAt(),
						(one, other) -> one.isAfter(other) ? one : other);
			}
		}
		return existing;
	}

	boolean contains(Message message) {
		return this.byKey.containsKey(Key.of(message));
	}

	void remove(MemoryMessage event) {
		this.byId.remove(event.id());
		this.byKey.remove(Key.of(event.message()));
		event.deliveries().forEach(this::forget);
	}

	/**
	 * A delivery is new, or has another status.
	 */
	void changed(MemoryDelivery delivery) {
		if (delivery.status().isOpen() || delivery.status() == DeliveryStatus.DEAD) {
			this.unfinished.computeIfAbsent(delivery.destination(), (key) -> new LinkedHashSet<>()).add(delivery);
		}
		else {
			forget(delivery);
		}
	}

	void forget(MemoryDelivery delivery) {
		this.unfinished.computeIfPresent(delivery.destination(), (key, deliveries) -> {
			deliveries.remove(delivery);
			return deliveries.isEmpty() ? null : deliveries;
		});
	}

	Stream<MemoryMessage> all() {
		return this.byId.values().stream();
	}

	Stream<MemoryDelivery> deliveries() {
		return all().flatMap((event) -> event.deliveries().stream());
	}

	/**
	 * The deliveries of a destination that are open or dead.
	 */
	Collection<MemoryDelivery> unfinished(Destination destination) {
		return this.unfinished.getOrDefault(destination, Set.of());
	}

	/**
	 * Counts what there is to do in each channel that has had something.
	 */
	Map<String, ChannelBacklog> channels(Instant now) {
		Map<String, MemoryBacklog> channels = new TreeMap<>();
		this.lastReceived.forEach((channel, last) -> channels.put(channel, new MemoryBacklog(last)));
		this.unfinished.forEach((destination, deliveries) -> {
			MemoryBacklog channel = channels.computeIfAbsent(destination.channel(), (name) -> new MemoryBacklog(null));
			deliveries.forEach((delivery) -> channel.add(delivery, now));
		});
		Map<String, ChannelBacklog> views = new TreeMap<>();
		channels.forEach((name, channel) -> views.put(name, channel.view()));
		return views;
	}

	/**
	 * The destinations that have open or dead deliveries, in order.
	 * @param after the destination after which to look, or {@code null} for the first
	 */
	List<Destination> destinations(@Nullable Destination after, int limit) {
		NavigableMap<Destination, ?> rest = (after != null) ? this.unfinished.tailMap(after, false) : this.unfinished;
		return rest.keySet().stream().limit(limit).toList();
	}

	@Nullable MemoryDelivery find(DeliveryId id) {
		MemoryMessage event = this.byId.get(id.event());
		return (event != null) ? event.delivery(id.target()) : null;
	}

	@Nullable MemoryMessage find(UUID id) {
		return this.byId.get(id);
	}

	void announce(UUID node, Collection<Destination> destinations) {
		this.nodes.put(node, Set.copyOf(destinations));
	}

	boolean isAnnounced(Destination destination) {
		return this.nodes.values()
			.stream()
			.anyMatch((announced) -> announced.contains(destination) || announced.contains(Destination.EVERYWHERE));
	}

	/**
	 * Key by which a message is recognised.
	 */
	record Key(String channel, @Nullable String tenant, String key) {

		static Key of(Message message) {
			return new Key(message.channel(), message.tenant(), message.key());
		}

	}

}
