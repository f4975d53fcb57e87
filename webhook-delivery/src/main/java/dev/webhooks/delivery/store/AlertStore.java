package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.List;

/**
 * Alerts that stand, so that of several nodes one tells of each. Every method is one step
 * that succeeds on one node only, or throws
 * {@link dev.webhooks.delivery.StoreUnavailableException}. Implementations are safe for
 * use by several threads and, if they are shared, by several nodes.
 */
public interface AlertStore {

	/**
	 * Lists the alerts that stand.
	 * @return the alerts
	 */
	List<StandingAlert> standing();

	/**
	 * Has an alert stand.
	 * @param alert the alert
	 * @return whether it did not stand before: this node then tells of it
	 */
	boolean raise(StandingAlert alert);

	/**
	 * Says that what an alert is about is still so.
	 * @param alert the alert
	 * @param details how that is now
	 */
	void confirm(StandingAlert alert, String details);

	/**
	 * Has an alert be told of again.
	 * @param alert the alert as it was listed
	 * @param now the current time
	 * @return whether it was not told of meanwhile: this node then does
	 */
	boolean remind(StandingAlert alert, Instant now);

	/**
	 * Ends an alert that nobody has confirmed since it was listed.
	 * @param alert the alert as it was listed
	 * @return whether it stood until now, unconfirmed: this node then tells of its end
	 */
	boolean clear(StandingAlert alert);

}
