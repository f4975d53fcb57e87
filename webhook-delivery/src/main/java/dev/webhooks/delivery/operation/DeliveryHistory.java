package dev.webhooks.delivery.operation;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Operators' view of the deliveries of an engine: nothing here changes anything. Safe for
 * use by several threads.
 */
public abstract sealed class DeliveryHistory permits DeliveryOperations {

	/**
	 * How many deliveries are found by one call at the most.
	 */
	public static final int MAX_FOUND = 1000;

	private final DeliveryStorage storage;

	private final Clock clock;

	DeliveryHistory(DeliveryStorage storage, Clock clock) {
		this.storage = storage;
		this.clock = clock;
	}

	/**
	 * Finds deliveries page by page, the newest first. At most
	 * {@value DeliveryArchive#MAX_SCANNED} deliveries are looked at for a page, so that
	 * it costs little however long the history is: it may then have fewer than there is
	 * room for, and says so, and the next page goes on where it stopped.
	 * @param filter which deliveries
	 * @param after where the page begins: {@link DeliveryPage#next()} of the page before,
	 * or {@code null} for the first page
	 * @param limit how many at the most, up to {@link #MAX_FOUND}
	 * @return the page
	 */
	public DeliveryPage page(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit) {
		checkLimit(limit);
		return this.storage.archive().page(filter, after, limit);
	}

	/**
	 * Finds the latest deliveries, however long the history is that has to be read for
	 * that.
	 * @param filter which deliveries
	 * @param limit how many at the most, up to {@link #MAX_FOUND}
	 * @return the deliveries, the newest first
	 */
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		checkLimit(limit);
		return this.storage.archive().find(filter, limit);
	}

	private static void checkLimit(int limit) {
		Assert.isTrue(limit >= 1 && limit <= MAX_FOUND, "'limit' must be from 1 to " + MAX_FOUND);
	}

	/**
	 * Counts deliveries, however many there are.
	 * @param filter which deliveries
	 * @return their number
	 */
	public long count(DeliveryFilter filter) {
		return this.storage.archive().count(filter);
	}

	/**
	 * Counts deliveries from the newest down, of which at most
	 * {@value DeliveryArchive#MAX_SCANNED} are looked at.
	 * @param filter which deliveries
	 * @param after where the count begins: {@link DeliveryCount#next()} of the count
	 * before, or {@code null} for the newest
	 * @return their number, and where the count stopped
	 */
	public DeliveryCount count(DeliveryFilter filter, @Nullable DeliveryCursor after) {
		return this.storage.archive().count(filter, after);
	}

	/**
	 * Finds an event with its headers, its body and its deliveries.
	 * @param id the id under which it is stored, as {@link DeliveryId#event()} has it
	 * @return the event, or {@code null} if there is none
	 */
	public @Nullable ArchivedMessage event(UUID id) {
		return this.storage.archive().event(id);
	}

	/**
	 * Finds the attempts of a delivery that failed, the latest last.
	 * @param id the delivery
	 * @return the attempts
	 */
	public List<DeliveryAttempt> attempts(DeliveryId id) {
		return this.storage.archive().attempts(id);
	}

	/**
	 * Finds the targets with open deliveries to which no application that runs delivers:
	 * the target, or the channel, is gone.
	 * @return the targets
	 */
	public List<OrphanedDestination> orphans() {
		return this.storage.archive().findOrphans();
	}

	/**
	 * Finds what is paused, or held up by a circuit breaker, which a gate tells by having
	 * probes.
	 * @return the gates that are closed
	 */
	public List<Gate> paused() {
		return this.storage.store().closedGates(this.clock.instant());
	}

	/**
	 * Counts what there is to do.
	 * @return the backlog
	 */
	public Backlog backlog() {
		return this.storage.archive().backlog(this.clock.instant());
	}

}
