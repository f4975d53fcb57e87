package dev.webhooks.alert;

/**
 * Place where alerts are told. A bean of this type is told of all of them, one after the
 * other, on a thread of its own: one that is slow or fails keeps no other from it.
 */
@FunctionalInterface
public interface WebhookAlertSink {

	/**
	 * Tells of an alert.
	 * @param alert the alert
	 * @throws Exception if that is not possible; it is logged, and not tried again
	 */
	void tell(WebhookAlert alert) throws Exception;

}
