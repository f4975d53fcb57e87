package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

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
	 * Tells how large an event may be to be stored whatever its bytes are.
	 * @return the number of bytes, as {@link InboxEvent#storedSize()} counts them
	 */
	default long maxEventSize() {
		return Long.MAX_VALUE;
	}

	/**
	 * Stores events with a delivery for each listener, except for those that are stored
	 * already: of these the dead deliveries are opened again.
	 * @param events the events
	 * @param lease the lease of the deliveries that start leased, which is only for them
	 * @param now the current time
	 * @return what became of each event, in the same order
	 * @throws InboxUnavailableException if the storage cannot be reached; any other
	 * exception is caused by one of the events, or by so many of them at once
	 * @throws EventTooLargeException if the only event is larger than the storage takes
	 */
	List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now);

	/**
	 * Finds targets that have deliveries which are due.
	 * @param targets the targets to look at
	 * @param now the current time
	 * @return those that have some
	 */
	List<DueTarget> findDue(Collection<DeliveryTarget> targets, Instant now);

	/**
	 * Leases deliveries that are due, the longest due first. Those with an order key are
	 * leased together with the next ones of their key, which follow them in the list.
	 * <p>
	 * A delivery whose lease ended without a word of its node is a takeover. The more
	 * nodes have died with it, the fewer others of the kind are leased beside it, so that
	 * in the end one that kills its node dies alone.
	 * @param request which deliveries
	 * @param lease gives the lease, which begins when the deliveries are found and locked
	 * @return the deliveries
	 */
	List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease);

	/**
	 * Makes due what is open of leases that have ended, on whatever node.
	 * @param now the current time
	 */
	void releaseEndedLeases(Instant now);

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
	 * @return the deliveries whose leases were renewed; another has taken over the rest
	 */
	Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until);

	/**
	 * Tells whether the deliveries of one listener are never taken for those of another.
	 * @param listeners the ids of the listeners
	 * @return whether each of them is different from the others
	 */
	default boolean tellsApart(Collection<String> listeners) {
		return true;
	}

	/**
	 * Tells whether {@link #processInTransaction} works.
	 * @return whether it does
	 */
	default boolean isTransactional() {
		return false;
	}

	/**
	 * Tells how many calls of {@link #processInTransaction} may run at once. More are not
	 * begun, so that none waits with a thread of its own.
	 * @return the number, which does not change
	 */
	default int maxTransactions() {
		return Integer.MAX_VALUE;
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
	 * Schedules the deliveries that a filter means as if they had not been tried yet, in
	 * one step. Those whose body was purged stay as they are.
	 * @param filter which deliveries; its statuses are not those of deliveries that are
	 * being processed
	 * @param expected how many deliveries the filter may mean
	 * @param now the current time
	 * @return how many were scheduled
	 * @throws IllegalStateException if the filter means more; all stay as they are
	 */
	int retry(DeliveryFilter filter, int expected, Instant now);

	/**
	 * Gives up deliveries. Those that are being processed under a lease that has not
	 * ended, or were processed, stay as they are.
	 * @param deliveries the deliveries
	 * @param statuses those in other statuses stay as they are, too
	 * @param now the current time
	 * @return how many were given up
	 */
	int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now);

	/**
	 * Gives up the deliveries that a filter means, in one step.
	 * @param filter which deliveries; its statuses are not those of deliveries that are
	 * being processed or were processed
	 * @param expected how many deliveries the filter may mean
	 * @param now the current time
	 * @return how many were given up
	 * @throws IllegalStateException if the filter means more; all stay as they are
	 */
	int discard(DeliveryFilter filter, int expected, Instant now);

	/**
	 * Gives open and dead deliveries of one listener to another. Those of events that the
	 * other has received too stay as they are, and so do those that are being processed.
	 * @param from the target
	 * @param listener the id of the other listener
	 * @param limit how many at the most
	 * @param now the current time
	 * @return how many were given to the other
	 */
	int reassign(DeliveryTarget from, String listener, int limit, Instant now);

	/**
	 * Says what a node delivers to.
	 * @param node the node
	 * @param targets the targets; none if the node ends
	 * @param now the current time
	 * @param deadBefore nodes that have not said anything since then are gone
	 */
	void announce(UUID node, Collection<DeliveryTarget> targets, Instant now, Instant deadBefore);

	/**
	 * Finds targets that have open deliveries and to which no node delivers that has said
	 * so.
	 * @return the targets
	 */
	List<OrphanedTarget> findOrphans();

	/**
	 * Lets order keys go on that a dead delivery has blocked.
	 * @param now the current time
	 */
	void unblock(Instant now);

	/**
	 * Makes due what is leased and has no lease, because its lease was removed by hand or
	 * a backup was restored.
	 * @param from the earliest time of receipt to look at
	 * @param before the time of receipt that is too late
	 * @param now the current time
	 * @return how many deliveries were made due
	 */
	int recoverLost(Instant from, Instant before, Instant now);

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
