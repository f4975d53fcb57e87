package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Where events and their deliveries are stored. The {@link InboxEngine} decides what is
 * stored and when; an inbox only keeps it.
 * <p>
 * Every method is atomic: it does all it says or throws. A method that takes a
 * {@link ClaimedDelivery} changes nothing where another node has taken the delivery over.
 * Implementations are safe for use by several threads and, if they are shared, by several
 * nodes.
 */
public interface WebhookInbox {

	/**
	 * Stores events with a delivery for each listener, except for those that are stored
	 * already: of these the dead deliveries are opened again.
	 * @param events the events
	 * @param lease the lease of the deliveries that start leased, which is only for them
	 * @param now the current time
	 * @return what became of each event, in the same order
	 * @throws InboxUnavailableException if the storage cannot be reached; any other
	 * exception is caused by one of the events
	 */
	List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now);

	/**
	 * Leases deliveries that are due, the longest due first.
	 * @param request which deliveries
	 * @return the deliveries
	 */
	List<ClaimedDelivery> claim(ClaimRequest request);

	/**
	 * Records the ends of attempts.
	 * @param finished the ends
	 * @param now the current time
	 * @return the deliveries that another has taken over, of which nothing is changed
	 */
	Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now);

	/**
	 * Renews leases.
	 * @param deliveries the deliveries
	 * @param until when the leases end now
	 */
	void renew(Collection<ClaimedDelivery> deliveries, Instant until);

	/**
	 * Tells whether {@link #processInTransaction} works.
	 * @return whether it does
	 */
	default boolean isTransactional() {
		return false;
	}

	/**
	 * Does work in one transaction with recording the delivery as processed.
	 * @param delivery the delivery
	 * @param now the current time
	 * @param work the work
	 * @return whether the work was done; if another has taken the delivery over, it is
	 * not
	 * @throws Exception whatever the work throws; the transaction is then rolled back
	 */
	default boolean processInTransaction(ClaimedDelivery delivery, Instant now, Callable<@Nullable Object> work)
			throws Exception {
		throw new UnsupportedOperationException("This inbox has no transactions");
	}

	/**
	 * Finds deliveries, the latest first.
	 * @param filter which deliveries
	 * @param limit how many at the most
	 * @return the deliveries
	 */
	List<WebhookDelivery> find(DeliveryFilter filter, int limit);

	/**
	 * Counts deliveries.
	 * @param filter which deliveries
	 * @return their number
	 */
	long count(DeliveryFilter filter);

	/**
	 * Schedules deliveries as if they had not been tried yet. Those that are being
	 * processed, and those whose body was purged, stay as they are.
	 * @param deliveries the deliveries
	 * @param statuses those in other statuses stay as they are, too
	 * @param now the current time
	 * @return how many were scheduled
	 */
	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now);

	/**
	 * Removes the bodies and headers of events that have nothing left to do.
	 * @param after the id of the event after which bodies are looked for; ids begin with
	 * the time of receipt
	 * @param receivedBefore the time of receipt before which bodies are removed
	 * @param limit how many at the most
	 * @return how many were removed, and where to go on
	 */
	PurgedEvents purge(UUID after, Instant receivedBefore, int limit);

	/**
	 * Removes events that have nothing left to do, with their deliveries.
	 * @param receivedBefore the time of receipt before which events are removed
	 * @param limit how many at the most
	 * @return how many were removed
	 */
	int prune(Instant receivedBefore, int limit);

	/**
	 * Counts what there is to do.
	 * @param now the current time
	 * @return the backlog
	 */
	Backlog backlog(Instant now);

}
