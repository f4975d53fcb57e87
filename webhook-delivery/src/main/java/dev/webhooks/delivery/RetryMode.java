package dev.webhooks.delivery;

/**
 * Attempts that a delivery gets when an operator has it tried again.
 */
public enum RetryMode {

	/** All attempts that the policy of its destination allows, as if it were new. */
	ANEW(DeliveryTrigger.MANUAL),

	/**
	 * One attempt: a failure gives the delivery up again. One that waits for an attempt
	 * is not given up, but tried now, and has those left that it had.
	 */
	ONCE(DeliveryTrigger.MANUAL_ONCE);

	private final DeliveryTrigger trigger;

	RetryMode(DeliveryTrigger trigger) {
		this.trigger = trigger;
	}

	/**
	 * Trigger that the delivery is scheduled by.
	 * @return the trigger of what had come to an end
	 */
	public DeliveryTrigger trigger() {
		return this.trigger;
	}

}
