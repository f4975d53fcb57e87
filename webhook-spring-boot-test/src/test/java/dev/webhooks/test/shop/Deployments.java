package dev.webhooks.test.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

/**
 * Listener that a class inherits.
 */
public interface Deployments {

	/** Ids of all events. */
	List<String> EVENTS = new CopyOnWriteArrayList<>();

	/**
	 * Takes an event.
	 * @param event the event
	 */
	@WebhookListener(provider = { "github", "twilio", "discord", "meta", "partner", "cloud", "adyen" })
	default void received(WebhookEvent event) {
		EVENTS.add(event.provider() + " " + event.type() + " " + event.tenant());
	}

}
