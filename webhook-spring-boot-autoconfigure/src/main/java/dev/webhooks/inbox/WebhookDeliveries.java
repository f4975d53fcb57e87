package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import org.springframework.util.Assert;

/**
 * What operators do with the deliveries of the inbox. A delivery that is retried keeps
 * its event and the event's id. Safe for use by several threads.
 */
public final class WebhookDeliveries {

	/**
	 * How many deliveries are retried by one call at the most.
	 */
	public static final int MAX_RETRIES = 10_000;

	/**
	 * How many deliveries are found by one call at the most.
	 */
	public static final int MAX_FOUND = 1000;

	private static final int BATCH_SIZE = 100;

	private final WebhookInbox inbox;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param inbox holds the deliveries
	 * @param clock tells the time
	 */
	public WebhookDeliveries(WebhookInbox inbox, Clock clock) {
		this.inbox = inbox;
		this.clock = clock;
	}

	/**
	 * Finds deliveries, the latest first.
	 * @param filter which deliveries
	 * @param limit how many at the most, up to {@link #MAX_FOUND}
	 * @return the deliveries
	 */
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		Assert.isTrue(limit >= 1 && limit <= MAX_FOUND, "'limit' must be from 1 to " + MAX_FOUND);
		return this.inbox.find(filter, limit);
	}

	/**
	 * Counts deliveries.
	 * @param filter which deliveries
	 * @return their number
	 */
	public long count(DeliveryFilter filter) {
		return this.inbox.count(filter);
	}

	/**
	 * Has a delivery tried again, whether it is dead, waits for its next attempt or was
	 * processed.
	 * @param id the delivery
	 * @return whether it is tried again; one that is being processed, or whose body was
	 * purged, is not
	 */
	public boolean retry(DeliveryId id) {
		return this.inbox.retry(List.of(id), EnumSet.allOf(DeliveryStatus.class), this.clock.instant()) == 1;
	}

	/**
	 * Has deliveries tried again that are dead or wait for their next attempt.
	 * @param filter which deliveries, by {@link DeliveryStatus#DEAD} or
	 * {@link DeliveryStatus#RETRYING}; {@link #count} tells beforehand how many
	 * @param expected how many deliveries the caller expects at the most, up to
	 * {@link #MAX_RETRIES}
	 * @return how many are tried again
	 * @throws IllegalArgumentException if the filter means other statuses
	 * @throws IllegalStateException if there are more deliveries than expected; none is
	 * then tried again
	 */
	public int retry(DeliveryFilter filter, int expected) {
		Assert.isTrue(expected >= 1 && expected <= MAX_RETRIES, "'expected' must be from 1 to " + MAX_RETRIES);
		Assert.isTrue(
				!filter.statuses().isEmpty() && filter.statuses()
					.stream()
					.allMatch((status) -> status == DeliveryStatus.DEAD || status == DeliveryStatus.RETRYING),
				"'filter' must mean dead or retrying deliveries");
		List<DeliveryId> ids = this.inbox.find(filter, expected + 1).stream().map(WebhookDelivery::id).toList();
		Assert.state(ids.size() <= expected, "There are more than " + expected + " such deliveries");
		int retried = 0;
		for (int start = 0; start < ids.size(); start += BATCH_SIZE) {
			retried += this.inbox.retry(ids.subList(start, Math.min(start + BATCH_SIZE, ids.size())), filter.statuses(),
					this.clock.instant());
		}
		return retried;
	}

	/**
	 * Removes the bodies and headers of events that have nothing left to do.
	 * @param receivedBefore the time of receipt before which they are removed
	 * @return how many were removed
	 */
	public int purgeBodies(Instant receivedBefore) {
		return InboxRetention.purge(this.inbox, Instant.EPOCH, receivedBefore);
	}

	/**
	 * Removes events that have nothing left to do, with their deliveries. A redelivery of
	 * one of them is a new event.
	 * @param receivedBefore the time of receipt before which they are removed
	 * @return how many were removed
	 */
	public int prune(Instant receivedBefore) {
		return InboxRetention.prune(this.inbox, receivedBefore);
	}

	/**
	 * Counts what there is to do.
	 * @return the backlog
	 */
	public Backlog backlog() {
		return this.inbox.backlog(this.clock.instant());
	}

}
