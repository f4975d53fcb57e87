package dev.webhooks.delivery.operation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.OrphanedDestination;

/**
 * Backlog of an engine at one time, read at a cost that does not grow with what is
 * stored. Immutable.
 *
 * @param takenAt when it was read, as the engine has the time
 * @param channels the channels that have, or had, deliveries
 * @param orphans the destinations with open deliveries to which no node delivers, in
 * their order
 * @param gates the gates that are closed
 */
public record EngineSnapshot(Instant takenAt, Map<String, ChannelBacklog> channels, List<OrphanedDestination> orphans,
		List<Gate> gates) {

	/**
	 * Numbers are exact up to this one, which stands where there are more.
	 */
	public static final int MOST_COUNTED = DeliveryArchive.MAX_SCANNED;

	private static final ChannelBacklog NOTHING = new ChannelBacklog(0, 0, 0, null, null);

	/**
	 * Copies what it is given. Whoever looks at the first orphans alone sees the same
	 * each time.
	 */
	public EngineSnapshot {
		channels = Map.copyOf(channels);
		orphans = orphans.stream().sorted(Comparator.comparing(OrphanedDestination::destination)).toList();
		gates = List.copyOf(gates);
	}

	static EngineSnapshot of(OperatedEngine engine) {
		Instant now = engine.clock().instant();
		DeliveryArchive archive = engine.storage().archive();
		return new EngineSnapshot(now, archive.channels(now), archive.findOrphans(),
				engine.storage().store().closedGates(now));
	}

	/**
	 * Finds the backlog of a channel.
	 * @param name the name of the channel
	 * @return the backlog, which is empty if there is no such channel
	 */
	public ChannelBacklog channel(String name) {
		return this.channels.getOrDefault(name, NOTHING);
	}

	/**
	 * Since when the delivery waits that was due first in all channels.
	 * @return the time, or {@code null} if nothing was due
	 */
	public @Nullable Instant oldestDue() {
		Instant oldest = null;
		for (ChannelBacklog channel : this.channels.values()) {
			Instant due = channel.oldestDue();
			oldest = (due != null && (oldest == null || due.isBefore(oldest))) ? due : oldest;
		}
		return oldest;
	}

}
