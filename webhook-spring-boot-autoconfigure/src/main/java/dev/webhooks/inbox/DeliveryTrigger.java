package dev.webhooks.inbox;

/**
 * What a delivery was last scheduled by.
 */
public enum DeliveryTrigger {

	/** The event was received. */
	INITIAL,

	/** The provider delivered the event again after the delivery was dead. */
	REDELIVERY,

	/** An operator. */
	MANUAL

}
