package dev.webhooks.test.inbox;

/**
 * How the deliveries of an inbox run in a test.
 */
public enum WebhookDeliveryMode {

	/** By themselves, on threads of their own, as in production. */
	AUTOMATIC,

	/** When the test asks for them, by its {@link WebhookDeliveriesTester}. */
	MANUAL

}
