package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.delivery.Gate;

/**
 * A gate that is opened by probes, with the count of them: what all stores do with it.
 * After each wait a turn begins in which some deliveries go through. Their ends are added
 * up over turns until all probes have ended, so that little traffic opens a gate, too,
 * and deliveries that are lost cost nothing but some waits. In the place of one that
 * tells nothing another goes in the next turn: if it went at once, and told nothing
 * either, all would go through. Immutable.
 *
 * @param gate the gate, closed until the next turn
 * @param left how many deliveries may go through in this turn
 * @param underWay how many have gone through and not ended
 * @param succeeded how many probes have succeeded in this round
 * @param failed how many probes have failed in this round
 * @param round changes whenever the gate is found to stay closed
 */
@Internal
public record ProbedGate(Gate gate, int left, int underWay, int succeeded, int failed, long round) {

	/**
	 * Those under way are given up after so many waits without a turn: their node may be
	 * gone. Until then others in their place would add up while a target hangs.
	 */
	private static final int PATIENCE = 3;

	/**
	 * Closes a gate.
	 * @param gate the gate, which has probes
	 * @param now the current time
	 * @return the gate before its first turn
	 */
	public static ProbedGate closed(Gate gate, Instant now) {
		return new ProbedGate(gate, 0, 0, 0, 0, now.toEpochMilli());
	}

	/**
	 * How many deliveries may go through now.
	 * @param now the current time
	 * @return their number, 0 if the gate is closed for all
	 */
	public int allowed(Instant now) {
		return isTurnDue(now) ? Math.max(0, missing() - waitedFor(now)) : this.left;
	}

	private boolean isTurnDue(Instant now) {
		return !this.gate.closedUntil().isAfter(now);
	}

	/** How many are under way that may still end. */
	private int waitedFor(Instant now) {
		return now.isBefore(givenUpAt()) ? this.underWay : 0;
	}

	private Instant givenUpAt() {
		return this.gate.closedUntil().plus(probing().interval().multipliedBy(PATIENCE));
	}

	/** How many probes have to end before there is a verdict. */
	private int missing() {
		return probing().probes() - this.succeeded - this.failed;
	}

	private Gate.Probing probing() {
		return Objects.requireNonNull(this.gate.probing());
	}

	/**
	 * Lets deliveries through, as the first ones of a turn if one is due.
	 * @param count how many, no more than are {@link #allowed}
	 * @param now the current time
	 * @return the gate as it is then
	 */
	public ProbedGate passed(int count, Instant now) {
		boolean turn = isTurnDue(now);
		return new ProbedGate(turn ? closedUntil(now.plus(probing().interval())) : this.gate, allowed(now) - count,
				(turn ? waitedFor(now) : this.underWay) + count, this.succeeded, this.failed, this.round);
	}

	/**
	 * Adds the end of a probe of this round.
	 * @param end how it ended
	 * @param now the current time
	 * @return the gate as it is then, or {@code null} if it is open
	 */
	public @Nullable ProbedGate after(GateStore.ProbeEnd end, Instant now) {
		int others = Math.max(0, this.underWay - 1);
		if (end == GateStore.ProbeEnd.UNTOLD) {
			return new ProbedGate(this.gate, this.left, others, this.succeeded, this.failed, this.round);
		}
		boolean fails = end == GateStore.ProbeEnd.FAILED;
		ProbedGate counted = new ProbedGate(this.gate, this.left, others, this.succeeded + (fails ? 0 : 1),
				this.failed + (fails ? 1 : 0), this.round);
		if (counted.failed > probing().tolerated()) {
			return new ProbedGate(closedUntil(now.plus(probing().interval())), 0, 0, 0, 0,
					Math.max(this.round + 1, now.toEpochMilli()));
		}
		int missing = counted.missing();
		return (missing > 0) ? new ProbedGate(this.gate, Math.min(this.left, missing), others, counted.succeeded,
				counted.failed, this.round) : null;
	}

	/**
	 * The gate for those who only want to know how long it is closed for all.
	 * @param now the current time
	 * @return the gate, closed until now if a delivery may go through
	 */
	public Gate seen(Instant now) {
		if (isTurnDue(now)) {
			return (allowed(now) > 0) ? this.gate : closedUntil(givenUpAt());
		}
		return (this.left > 0) ? closedUntil(now) : this.gate;
	}

	/**
	 * The way of a delivery through this gate.
	 * @return the probe
	 */
	public Gate.Probe probe() {
		return new Gate.Probe(this.gate.destination(), this.round);
	}

	private Gate closedUntil(Instant time) {
		return new Gate(this.gate.destination(), time, this.gate.reason(), this.gate.probing());
	}

}
