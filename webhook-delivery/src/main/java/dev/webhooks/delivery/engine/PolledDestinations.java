package dev.webhooks.delivery.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.delivery.store.DueDestination;

/**
 * The destinations that a node looks at, lane by lane: each channel has one, unless the
 * node delivers everywhere. For then they are looked at in turn, a part each time, so
 * that those of which nothing is open cost nothing. Used by one thread.
 */
final class PolledDestinations {

	/** Name that stands for all channels where the node delivers everywhere. */
	private static final String EVERYWHERE = "*";

	/** How many are looked at in one turn. */
	private static final int PART = 256;

	private final Destinations destinations;

	private final Map<String, List<Destination>> byChannel;

	private @Nullable Destination last;

	PolledDestinations(Destinations destinations) {
		this.destinations = destinations;
		this.byChannel = destinations.named().stream().collect(Collectors.groupingBy(Destination::channel));
	}

	/**
	 * The name under which a channel is looked at.
	 */
	String laneOf(String channel) {
		return this.destinations.all() ? EVERYWHERE : channel;
	}

	Set<String> lanes() {
		return this.destinations.all() ? Set.of(EVERYWHERE) : this.byChannel.keySet();
	}

	/**
	 * Finds those that have something due, by their lanes.
	 */
	Map<String, List<DueDestination>> findDue(DeliveryStore store, Set<String> lanes, Instant now) {
		if (lanes.isEmpty()) {
			return Map.of();
		}
		List<DueDestination> due;
		if (this.destinations.all()) {
			DeliveryStore.DuePage page = store.findDue(this.last, PART, now);
			this.last = page.last();
			due = page.due();
		}
		else {
			due = store.findDue(
					lanes.stream().flatMap((lane) -> this.byChannel.getOrDefault(lane, List.of()).stream()).toList(),
					now);
		}
		return due.stream().collect(Collectors.groupingBy((found) -> laneOf(found.destination().channel())));
	}

	/**
	 * Tells whether there are more to look at before the first comes again.
	 */
	boolean hasMore() {
		return this.last != null;
	}

}
