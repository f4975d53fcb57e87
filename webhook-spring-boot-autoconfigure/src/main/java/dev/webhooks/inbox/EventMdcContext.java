package dev.webhooks.inbox;

import java.util.Map;

import dev.webhooks.Internal;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.listener.EventMdc;

/**
 * Tells in the diagnostic context of the log which delivery runs, also when the engine
 * tells that it failed.
 */
@Internal
public final class EventMdcContext implements DeliveryContext {

	@Override
	public void capture(Map<String, String> values) {
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		Message message = delivery.message();
		return EventMdc.of(message.channel(), message.types().get(0), message.key(), message.tenant())
			.and("webhook.delivery", delivery.id().toString())
			.and("webhook.attempt", Integer.toString(delivery.attempt()))::close;
	}

}
