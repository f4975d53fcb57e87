package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.jdbc.tables.ProbedGateTable;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.Passage;
import dev.webhooks.delivery.store.ProbedGate;

/**
 * Lets probes through gates, as many as all nodes together may have: a gate is locked
 * from when they are counted until they are claimed. Transactions are the caller's.
 */
final class GatePassages {

	private final ProbedGateTable gates;

	GatePassages(ProbedGateTable gates) {
		this.gates = gates;
	}

	/**
	 * Finds out how many may go to a destination until the transaction ends. A gate that
	 * is closed for all is not locked: others would wait for nothing.
	 */
	Passage passage(Destination destination, Instant now) {
		List<String> kinds = this.gates.closedKinds(destination, now);
		if (kinds.isEmpty()) {
			return Passage.OPEN;
		}
		if (kinds.contains("PAUSE") || Passage.through(this.gates.find(destination), now).isClosed()) {
			return Passage.CLOSED;
		}
		return Passage.through(this.gates.lock(destination), now);
	}

	/**
	 * Lets so many go through.
	 */
	void passed(Passage passage, int count, Instant now) {
		passage.gates().forEach((gate) -> this.gates.update(gate.passed(count, now)));
	}

	GateStore.ProbeVerdict probed(Gate.Probe probe, GateStore.ProbeEnd end, Instant now) {
		for (ProbedGate before : this.gates.lockOwn(probe.gate())) {
			if (before.round() == probe.round()) {
				ProbedGate after = before.after(end, now);
				if (after == null) {
					this.gates.delete(probe.gate());
					return GateStore.ProbeVerdict.OPENED;
				}
				this.gates.update(after);
				return (after.round() != before.round()) ? GateStore.ProbeVerdict.CLOSED_AGAIN
						: GateStore.ProbeVerdict.NONE;
			}
		}
		return GateStore.ProbeVerdict.NONE;
	}

}
