package dev.webhooks.inbox;

/**
 * Where deliveries go: the events of one provider to one listener.
 *
 * @param provider the name of the provider
 * @param listener the id of the listener
 */
public record DeliveryTarget(String provider, String listener) {

	@Override
	public String toString() {
		return this.provider + " to " + this.listener;
	}

}
