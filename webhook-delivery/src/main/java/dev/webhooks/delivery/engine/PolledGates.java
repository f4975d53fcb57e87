package dev.webhooks.delivery.engine;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Gates;

/**
 * The gates that were closed when the store was last asked, which is once in each poll
 * interval. Safe for use by several threads.
 */
final class PolledGates implements Gates {

	private volatile List<Gate> closed = List.of();

	void set(List<Gate> closed) {
		this.closed = List.copyOf(closed);
	}

	@Override
	public boolean areAllOpen() {
		return this.closed.isEmpty();
	}

	boolean isClosed(Destination destination) {
		return this.closed.stream().anyMatch((gate) -> gate.covers(destination));
	}

	@Override
	public @Nullable Gate closed(String channel, Collection<String> targets) {
		for (Gate gate : this.closed) {
			if (targets.stream().anyMatch((target) -> gate.covers(new Destination(channel, target)))) {
				return gate;
			}
		}
		return null;
	}

}
