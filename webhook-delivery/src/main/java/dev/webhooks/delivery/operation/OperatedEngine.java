package dev.webhooks.delivery.operation;

import java.time.Clock;

import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.Gates;

/**
 * An engine as those see it who watch and repair it. A bean of this type is found by
 * endpoint, health, alerts and meters. Implementations are safe for use by several
 * threads.
 */
public interface OperatedEngine {

	/**
	 * Name by which operators know the engine.
	 * @return the name, such as {@code inbox}
	 */
	String name();

	/**
	 * How the engine does on this node.
	 * @return the state
	 */
	EngineState state();

	/**
	 * The gates that are closed, as this node knows since its last poll.
	 * @return the gates
	 */
	Gates gates();

	/**
	 * Storage of the messages and deliveries.
	 * @return the storage
	 */
	DeliveryStorage storage();

	/**
	 * Everything that operators see and do.
	 * @return the operations
	 */
	DeliveryOperations operations();

	/**
	 * Time as the engine has it.
	 * @return the clock
	 */
	Clock clock();

}
