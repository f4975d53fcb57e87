package dev.webhooks.delivery.engine;

/**
 * Says that an attempt was interrupted because it took too long.
 */
final class DeliveryTimedOutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DeliveryTimedOutException(Throwable cause) {
		super("The attempt took too long and was interrupted", cause);
	}

}
