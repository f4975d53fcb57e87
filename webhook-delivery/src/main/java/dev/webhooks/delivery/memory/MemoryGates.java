package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.webhooks.Internal;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.Passage;
import dev.webhooks.delivery.store.ProbedGate;

/**
 * The gates of this node, in its memory. Safe for use by several threads.
 */
@Internal
public class MemoryGates implements GateStore {

	private final Map<Destination, Gate> paused = new HashMap<>();

	private final Map<Destination, ProbedGate> probed = new HashMap<>();

	@Override
	public synchronized void close(Gate gate, Instant now) {
		if (gate.probing() == null) {
			this.paused.put(gate.destination(), gate);
		}
		else {
			this.probed.putIfAbsent(gate.destination(), ProbedGate.closed(gate, now));
		}
	}

	@Override
	public synchronized boolean open(Destination destination) {
		boolean paused = this.paused.remove(destination) != null;
		return this.probed.remove(destination) != null || paused;
	}

	@Override
	public synchronized List<Gate> closedGates(Instant now) {
		return Stream
			.concat(this.paused.values().stream().filter((gate) -> gate.closedUntil().isAfter(now)),
					this.probed.values().stream().map((gate) -> gate.seen(now)))
			.toList();
	}

	synchronized void removeOpened(Instant now) {
		this.paused.values().removeIf((gate) -> !gate.closedUntil().isAfter(now));
	}

	/**
	 * Finds out how many may go to a destination.
	 */
	synchronized Passage passage(Destination destination, Instant now) {
		if (of(this.paused, destination).stream().anyMatch((gate) -> gate.closedUntil().isAfter(now))) {
			return Passage.CLOSED;
		}
		return Passage.through(of(this.probed, destination), now);
	}

	private static <T> List<T> of(Map<Destination, T> gates, Destination destination) {
		return Stream.of(destination, new Destination(destination.channel(), Gate.ALL_TARGETS))
			.distinct()
			.flatMap((key) -> Stream.ofNullable(gates.get(key)))
			.toList();
	}

	/**
	 * Lets so many go through.
	 */
	synchronized void passed(Passage passage, int count, Instant now) {
		passage.gates().forEach((gate) -> this.probed.put(gate.gate().destination(), gate.passed(count, now)));
	}

	@Override
	public synchronized Optional<List<Gate.Probe>> pass(Destination destination, Instant now) {
		Passage passage = passage(destination, now);
		if (passage.isClosed()) {
			return Optional.empty();
		}
		passed(passage, 1, now);
		return Optional.of(passage.probes());
	}

	@Override
	public synchronized ProbeVerdict probed(Gate.Probe probe, ProbeEnd end, Instant now) {
		ProbedGate before = this.probed.get(probe.gate());
		if (before == null || before.round() != probe.round()) {
			return ProbeVerdict.NONE;
		}
		ProbedGate after = before.after(end, now);
		if (after == null) {
			this.probed.remove(probe.gate());
			return ProbeVerdict.OPENED;
		}
		this.probed.put(probe.gate(), after);
		return (after.round() != before.round()) ? ProbeVerdict.CLOSED_AGAIN : ProbeVerdict.NONE;
	}

}
