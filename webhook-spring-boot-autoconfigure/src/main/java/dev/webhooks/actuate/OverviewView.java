package dev.webhooks.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.operation.EngineSnapshot;

/**
 * Overview of an application's webhooks.
 *
 * @param engines the engines by name; none where nothing is stored
 * @param providers the names of the providers
 */
public record OverviewView(Map<String, Engine> engines, List<String> providers) {

	/**
	 * State of an engine on this node, and what there is to do in its store.
	 *
	 * @param running whether it takes events in and delivers them on this node
	 * @param reachable whether its store could be reached last
	 * @param queueFill how full the queue to the store is, from 0 to 1
	 * @param threadsRestarted how many threads have died since the start
	 * @param leasesLost how many leases others have taken over since the start
	 * @param takenAt when it was looked at what there is to do, or {@code null} if the
	 * store could not be reached
	 * @param channels what there is to do, by channel
	 * @param orphans targets with open deliveries to which nobody delivers
	 * @param paused what is paused
	 */
	public record Engine(boolean running, boolean reachable, double queueFill, long threadsRestarted, long leasesLost,
			@Nullable Instant takenAt, Map<String, Channel> channels, List<Orphan> orphans, List<GateView> paused) {

	}

	/**
	 * A channel; of the inbox a provider.
	 *
	 * @param open how many deliveries are neither processed nor given up
	 * @param due how many of them could run now
	 * @param dead how many were given up by the engine
	 * @param capped whether one of these numbers is the most that is counted
	 * @param oldestDue since when the oldest of those that could run is due, or
	 * {@code null} if there is none
	 * @param lastReceived when the last event was received, or {@code null} if none was
	 */
	public record Channel(long open, long due, long dead, boolean capped, @Nullable Instant oldestDue,
			@Nullable Instant lastReceived) {

		static Channel of(ChannelBacklog backlog) {
			boolean capped = Math.max(backlog.open(),
					Math.max(backlog.due(), backlog.dead())) >= EngineSnapshot.MOST_COUNTED;
			return new Channel(backlog.open(), backlog.due(), backlog.dead(), capped, backlog.oldestDue(),
					backlog.lastReceived());
		}

	}

	/**
	 * A target with open deliveries to which nobody delivers.
	 *
	 * @param channel the channel
	 * @param target the target
	 * @param open how many deliveries are open
	 */
	public record Orphan(String channel, String target, long open) {

	}

}
