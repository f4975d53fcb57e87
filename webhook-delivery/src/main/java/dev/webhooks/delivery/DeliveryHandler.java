package dev.webhooks.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Does with a delivery what its target is for: calls a listener, or sends a request.
 * Implementations are safe for use by several threads.
 */
public interface DeliveryHandler {

	/**
	 * The destinations that this node delivers to. They do not change.
	 * @return the destinations
	 */
	Destinations destinations();

	/**
	 * Handles a delivery once.
	 * @param delivery the delivery; its message has a body
	 * @throws Exception if it has to be tried again, or cannot be handled at all, of
	 * which {@link DeliveryPolicies} decides
	 */
	void handle(ClaimedDelivery delivery) throws Exception;

	/**
	 * Tells whether deliveries are handled in one transaction with recording that they
	 * were.
	 * @param target the id of the target
	 * @return whether they are
	 */
	default boolean isTransactional(String target) {
		return false;
	}

	/**
	 * Decides about deliveries that are about to be given up.
	 * @return what is asked at each final failure, or {@code null} if all are kept as
	 * {@link DeliveryStatus#DEAD}
	 */
	default @Nullable FinalFailures finalFailures() {
		return null;
	}

	/**
	 * Decides about each delivery before it is given up. It has to be safe for use by
	 * several threads.
	 */
	@FunctionalInterface
	interface FinalFailures {

		/**
		 * Decides about a delivery. It is called on the thread that handled the delivery,
		 * after a transaction of the handler has ended, while the delivery is leased to
		 * this node and for no longer than the handler may run; before the end is
		 * recorded, so that after a crash in between it is called again. It is not called
		 * for what has no body any more. Where it throws, the delivery is
		 * {@link DeliveryStatus#DEAD}.
		 * @param end the end that is to be recorded
		 * @param failure what the handler threw, or {@code null} if it was not called
		 * @return the end to record: the same, or
		 * {@link FinishedDelivery#discarded(String)}
		 * @throws Exception if it cannot decide
		 */
		FinishedDelivery decide(FinishedDelivery end, @Nullable Throwable failure) throws Exception;

	}

}
