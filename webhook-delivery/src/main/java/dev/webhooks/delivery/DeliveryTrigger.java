package dev.webhooks.delivery;

/**
 * Cause by which a delivery was last scheduled.
 */
public enum DeliveryTrigger {

	/** The event was received. */
	INITIAL,

	/** The channel delivered the event again after the delivery was dead. */
	REDELIVERY,

	/** An operator. */
	MANUAL,

	/** An operator, for one attempt only. */
	MANUAL_ONCE

}
