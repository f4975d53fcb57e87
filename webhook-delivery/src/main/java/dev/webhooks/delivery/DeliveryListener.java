package dev.webhooks.delivery;

import java.util.List;

/**
 * Learns of the end of each attempt, when it is recorded. What it does cannot change the
 * delivery. It is called by the thread that recorded the end, for which others wait.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface DeliveryListener {

	/**
	 * An attempt has ended and that is stored, in the transaction of the handler if it
	 * has one.
	 * @param end the end
	 */
	void ended(FinishedDelivery end);

	/**
	 * The gates were looked at, as is done in each poll interval.
	 * @param closed those that are closed
	 */
	default void polled(List<Gate> closed) {
	}

}
