package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;

/**
 * Where the gates are stored. Safe for use by several threads.
 */
public interface GateStore {

	/**
	 * Closes a gate. One that is closed is changed, unless there are probes for it: that
	 * stays as it is. What circuit breakers close and what others close are two gates,
	 * either of which holds up what goes to their destination.
	 * @param gate the gate
	 * @param now the current time
	 */
	void close(Gate gate, Instant now);

	/**
	 * Opens a gate, whoever has closed it.
	 * @param destination the destination of the gate
	 * @return whether it was closed
	 */
	boolean open(Destination destination);

	/**
	 * Finds the gates that are closed. What goes through them is not
	 * {@link DeliveryStore#findDue due}, but for probes. A gate that has some is closed
	 * until they have succeeded.
	 * @param now the current time
	 * @return the gates
	 */
	List<Gate> closedGates(Instant now);

	/**
	 * Lets something go to a destination that is not claimed, if its gates are open or it
	 * can be a probe of those that are closed.
	 * @param destination the channel and the target
	 * @param now the current time
	 * @return the gates that it tries, of each of which the store has to be
	 * {@link #probed told}; nothing if a gate is closed
	 */
	Optional<List<Gate.Probe>> pass(Destination destination, Instant now);

	/**
	 * Records how a probe has ended, for all nodes together. It counts as long as the
	 * gate has neither been opened nor been found to stay closed since the probe began.
	 * @param probe the probe
	 * @param end how it ended
	 * @param now the current time
	 * @return what became of the gate
	 */
	ProbeVerdict probed(Gate.Probe probe, ProbeEnd end, Instant now);

	/**
	 * How a probe has ended.
	 */
	enum ProbeEnd {

		/** It succeeded. */
		SUCCEEDED,

		/** It failed by the target's fault. */
		FAILED,

		/** Nobody knows how the target does: another may be tried in the next turn. */
		UNTOLD

	}

	/**
	 * Verdict that the end of a probe has brought about.
	 */
	enum ProbeVerdict {

		/** None yet, or there was one before. */
		NONE,

		/** The gate is open now. */
		OPENED,

		/** The gate stays closed for another wait. */
		CLOSED_AGAIN

	}

}
