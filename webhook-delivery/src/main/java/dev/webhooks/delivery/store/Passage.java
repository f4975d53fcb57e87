package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.List;

import dev.webhooks.Internal;
import dev.webhooks.delivery.Gate;

/**
 * How much may go to a destination now, by its own gates and those of its channel.
 * Immutable.
 *
 * @param most how many deliveries at the most, 0 if a gate is closed for all
 * @param gates the gates of circuit breakers through which they go
 */
@Internal
public record Passage(int most, List<ProbedGate> gates) {

	/**
	 * No gate is closed.
	 */
	public static final Passage OPEN = new Passage(Integer.MAX_VALUE, List.of());

	/**
	 * A gate is closed for all.
	 */
	public static final Passage CLOSED = new Passage(0, List.of());

	/**
	 * Finds out how many may go through gates.
	 * @param gates the gates that are to be tried
	 * @param now the current time
	 * @return the passage
	 */
	public static Passage through(List<ProbedGate> gates, Instant now) {
		int most = gates.stream().mapToInt((gate) -> gate.allowed(now)).min().orElse(Integer.MAX_VALUE);
		return (most > 0) ? new Passage(most, gates) : CLOSED;
	}

	/**
	 * Tells whether nothing may go there.
	 * @return whether a gate is closed for all
	 */
	public boolean isClosed() {
		return this.most == 0;
	}

	/**
	 * The ways through the gates.
	 * @return a probe of each gate
	 */
	public List<Gate.Probe> probes() {
		return this.gates.stream().map(ProbedGate::probe).toList();
	}

}
