package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.List;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;

/**
 * Where the gates are stored. Safe for use by several threads.
 */
public interface GateStore {

	/**
	 * Closes a gate, or changes one that is closed.
	 * @param gate the gate
	 * @param now the current time
	 */
	void close(Gate gate, Instant now);

	/**
	 * Opens a gate.
	 * @param destination the destination of the gate
	 * @return whether it was closed
	 */
	boolean open(Destination destination);

	/**
	 * Finds the gates that are closed. What goes through them is not
	 * {@link DeliveryStore#findDue due}.
	 * @param now the current time
	 * @return the gates
	 */
	List<Gate> closedGates(Instant now);

}
