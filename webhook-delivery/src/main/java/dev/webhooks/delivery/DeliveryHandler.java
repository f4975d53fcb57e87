package dev.webhooks.delivery;

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

}
