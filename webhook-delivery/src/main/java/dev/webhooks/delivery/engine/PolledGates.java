package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
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

	private final Consumer<List<Gate>> polled;

	/**
	 * Creates an instance.
	 * @param clock tells the time
	 * @param polled is told each time the store was asked
	 */
	PolledGates(Clock clock, Consumer<List<Gate>> polled) {
		this.clock = clock;
		this.polled = polled;
	}

	void set(List<Gate> closed) {
		this.closed = List.copyOf(closed);
		this.polled.accept(this.closed);
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

	/**
	 * Tells whether not even a probe goes to a destination.
	 */
	boolean isPaused(Destination destination) {
		return this.closed.stream()
			.anyMatch((gate) -> gate.probing() == null && gate.covers(destination) && isClosed(gate));
	}

	/**
	 * Tells whether a delivery that is leased has to be given back.
	 */
	boolean holdsUp(ClaimedDelivery delivery) {
		return delivery.probes().isEmpty() ? isClosed(delivery.destination()) : isPaused(delivery.destination());
	}

	/** Of several that of which it takes longest until something goes through. */
	@Override
	public @Nullable Gate closed(String channel, Collection<String> targets) {
		return this.closed.stream()
			.filter((gate) -> targets.stream().anyMatch((target) -> gate.covers(new Destination(channel, target)))
					&& isClosed(gate))
			.max(Comparator.comparing(Gate::closedUntil))
			.orElse(null);
	}

	/** One that waits for probes is closed until they have succeeded. */
	private boolean isClosed(Gate gate) {
		return gate.probing() != null || gate.closedUntil().isAfter(this.clock.instant());
	}

}
