package dev.webhooks.alert;

import java.util.List;

import dev.webhooks.Internal;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Looks for what alerts are to be about. A bean of this type is asked again and again.
 * Implementations are safe for use by several threads.
 */
@Internal
public interface AlertSource {

	/**
	 * Finds what is so now.
	 * @return the conditions
	 * @throws StoreUnavailableException if that cannot be told: what stands then stands
	 * on
	 */
	List<AlertCondition> find();

	/**
	 * Tells whether it would find what an alert is about.
	 * @param alert an alert that stands
	 * @return whether it would
	 */
	boolean covers(StandingAlert alert);

}
