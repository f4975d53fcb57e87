package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.Gates;

/**
 * The gates that were closed when the store was last asked, which is once in each poll
 * interval. Safe for use by several threads.
 */
final class PolledGates implements Gates {

	private final Clock clock;

	private volatile List<Gate> closed = List.of();

	PolledGates(Clock clock) {
		this.clock = clock;
	}

	void set(List<Gate> closed) {
		this.closed = List.copyOf(closed);
	}

	@Override
	public boolean areAllOpen(String channel) {
		return this.closed.stream().noneMatch((gate) -> gate.destination().channel().equals(channel));
	}

	boolean areAllOpen() {
		return this.closed.isEmpty();
	}

	boolean isClosed(Destination destination) {
		return closed(destination.channel(), List.of(destination.target())) != null;
	}

	@Override
	public @Nullable Gate closed(String channel, Collection<String> targets) {
		for (Gate gate : this.closed) {
			if (targets.stream().anyMatch((target) -> gate.covers(new Destination(channel, target)))
					&& gate.closedUntil().isAfter(this.clock.instant())) {
				return gate;
			}
		}
		return null;
	}

}
