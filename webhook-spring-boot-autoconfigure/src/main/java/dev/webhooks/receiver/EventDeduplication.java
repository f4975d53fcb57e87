package dev.webhooks.receiver;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;

/**
 * Recognition of events that were processed inline, or are being processed. An event that
 * failed is forgotten, so that its redelivery is processed. Safe for use by several
 * threads.
 */
@Internal
public interface EventDeduplication {

	/**
	 * Claims an event.
	 * @param event the event
	 * @return the claim; one that is {@link EventClaim.State#NEW} is the caller's to
	 * process, and to end by {@link EventClaim#complete} or {@link EventClaim#release}
	 * @throws WebhookRejectedException if it cannot be found out now whether the event is
	 * new
	 */
	EventClaim claim(WebhookEvent event);

}
