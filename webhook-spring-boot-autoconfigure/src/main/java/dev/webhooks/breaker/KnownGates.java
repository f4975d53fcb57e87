package dev.webhooks.breaker;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.Gates;

/**
 * The gates as they are known to who calls listeners before the answer: as an engine has
 * last seen them, or, where there is none, as they are. Safe for use by several threads.
 */
@Internal
public final class KnownGates implements Gates, DeliveryListener {

	private final Clock clock;

	private final Supplier<List<Gate>> closed;

	private volatile List<Gate> polled = List.of();

	private KnownGates(Clock clock, @Nullable GateStore store) {
		this.clock = clock;
		this.closed = (store != null) ? () -> store.closedGates(clock.instant()) : () -> this.polled;
	}

	/**
	 * The gates as an engine looks at them.
	 * @param clock tells the time
	 * @return the gates
	 */
	public static KnownGates polled(Clock clock) {
		return new KnownGates(clock, null);
	}

	/**
	 * The gates of a store that is asked each time.
	 * @param store has the gates
	 * @param clock tells the time
	 * @return the gates
	 */
	public static KnownGates of(GateStore store, Clock clock) {
		return new KnownGates(clock, store);
	}

	@Override
	public void ended(FinishedDelivery end) {
		// Of interest is where the gates are looked at
	}

	@Override
	public void polled(List<Gate> closed) {
		this.polled = List.copyOf(closed);
	}

	@Override
	public boolean areAllOpen(String channel) {
		return this.closed.get().stream().noneMatch((gate) -> gate.destination().channel().equals(channel));
	}

	@Override
	public @Nullable Gate closed(String channel, Collection<String> targets) {
		return this.closed.get()
			.stream()
			.filter((gate) -> targets.stream().anyMatch((target) -> gate.covers(new Destination(channel, target)))
					&& (gate.probing() != null || gate.closedUntil().isAfter(this.clock.instant())))
			.max(Comparator.comparing(Gate::closedUntil))
			.orElse(null);
	}

}
