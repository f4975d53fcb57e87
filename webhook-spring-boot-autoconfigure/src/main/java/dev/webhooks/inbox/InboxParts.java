package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.random.RandomGenerator;

/**
 * What the stages of the engine share.
 *
 * @param inbox stores events and deliveries
 * @param queue holds the leased deliveries that wait for a worker
 * @param leases knows what this node has leased
 * @param schedule says which providers are looked at
 * @param completion records the ends of attempts
 * @param clock tells the time
 * @param random makes tokens and jitter
 */
record InboxParts(WebhookInbox inbox, DeliveryQueue queue, Leases leases, PollSchedule schedule,
		DeliveryCompletion completion, Clock clock, RandomGenerator random) {

	/**
	 * Lets others have deliveries that this node has leased and not begun.
	 */
	void giveBack(Collection<ClaimedDelivery> deliveries) {
		Instant now = this.clock.instant();
		deliveries.forEach((delivery) -> {
			this.leases.letGo(delivery);
			this.completion.giveBack(FinishedDelivery.givenBack(delivery, now));
		});
	}

}
