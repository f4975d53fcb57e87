package dev.webhooks.delivery.context;

import java.util.List;
import java.util.Map;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;

/**
 * Carries what belongs to the thread that received an event, such as its trace, to the
 * threads that run the event's targets. Safe for use by several threads.
 */
public interface DeliveryContext {

	/**
	 * Adds what is to be carried.
	 * @param values receives values, which are stored with the event
	 */
	void capture(Map<String, String> values);

	/**
	 * Puts what was carried in place.
	 * @param values the values that were captured, of all contexts
	 * @param delivery the delivery that is about to run
	 * @return takes it away again
	 */
	Scope restore(Map<String, String> values, ClaimedDelivery delivery);

	/**
	 * Puts several contexts together.
	 * @param contexts the contexts, the outermost first
	 * @return one context; what goes wrong when its scope is told of a failure, or
	 * closed, is logged and not thrown
	 */
	static DeliveryContext of(List<DeliveryContext> contexts) {
		return new CompositeDeliveryContext(contexts);
	}

	/**
	 * Context that was put in place.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		/**
		 * Learns that the attempt failed. Comes before it is taken away.
		 * @param failure what the handler threw, or why it could not be called
		 */
		default void failed(Throwable failure) {
		}

		/**
		 * Learns how the attempt ended. Comes after {@link #failed}, before it is taken
		 * away.
		 * @param status where the delivery stands now; {@link DeliveryStatus#PENDING} if
		 * it was given back, or another node has it
		 */
		default void ended(DeliveryStatus status) {
		}

		/**
		 * Takes it away again.
		 */
		@Override
		void close();

	}

}
