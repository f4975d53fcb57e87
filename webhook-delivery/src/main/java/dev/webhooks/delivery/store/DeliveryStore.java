package dev.webhooks.delivery.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.UnsuitableTransactionException;

/**
 * Where events and their deliveries are stored. The engine decides what is stored and
 * when; a store only keeps it.
 * <p>
 * Every method is atomic: it does all it says or throws. A method that takes a
 * {@link ClaimedDelivery} changes nothing where another node has taken the delivery over.
 * Implementations are safe for use by several threads and, if they are shared, by several
 * nodes.
 */
public interface DeliveryStore extends GateStore {

	/**
	 * Tells how large an event may be to be stored whatever its bytes are.
	 * @return the number of bytes, as {@link Message#storedSize()} counts them
	 */
	default long maxEventSize() {
		return Long.MAX_VALUE;
	}

	/**
	 * Stores events with a delivery for each target, except for those that are stored
	 * already: of these the dead deliveries are opened again.
	 * @param events the events
	 * @param lease the lease of the deliveries that start leased, which is only for them
	 * @param now the current time
	 * @return what became of each event, in the same order
	 * @throws StoreUnavailableException if the storage cannot be reached; any other
	 * exception is caused by one of the events, or by so many of them at once
	 * @throws MessageTooLargeException if the only event is larger than the storage takes
	 */
	List<AddOutcome> add(List<Addition> events, Lease lease, Instant now);

	/**
	 * Stores events with a delivery for each target in the transaction of the caller,
	 * except for those that are stored already. Where there are no transactions they are
	 * stored when the caller's, if there is one, is committed.
	 * @param events the events
	 * @param lease the lease of the deliveries that start leased, which is only for them
	 * @param now the current time
	 * @param ended told which events are stored, by their ids, when the transaction has
	 * ended: none if it was rolled back, or if nobody knows. What it throws changes
	 * nothing
	 * @return whether each event is {@link AddOutcome#ACCEPTED accepted} or a
	 * {@link AddOutcome#DUPLICATE duplicate}, in the same order
	 * @throws UnsuitableTransactionException if the caller has no transaction that can be
	 * used
	 */
	List<AddOutcome> append(List<Addition> events, Lease lease, Instant now, Consumer<Set<UUID>> ended);

	/**
	 * Finds destinations that have deliveries which are due.
	 * @param destinations the destinations to look at
	 * @param now the current time
	 * @return those that have some
	 */
	List<DueDestination> findDue(Collection<Destination> destinations, Instant now);

	/**
	 * Finds what is due among some of the destinations that have open deliveries, of
	 * whatever channel and target.
	 * @param after the destination after which to look, or {@code null} for the first
	 * @param limit how many destinations to look at
	 * @param now the current time
	 * @return those that have something due, and where to go on
	 */
	DuePage findDue(@Nullable Destination after, int limit, Instant now);

	/**
	 * Leases deliveries that are due, the longest due first. Those with an order key are
	 * leased together with the next ones of their key, which follow them in the list.
	 * <p>
	 * A delivery whose lease ended without a word of its node is a takeover. The more
	 * nodes have died with it, the fewer others of the kind are leased beside it, so that
	 * in the end one that kills its node dies alone.
	 * <p>
	 * Through gates that are closed only probes go, as many as all nodes together may
	 * have now.
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
	 * Tells whether the deliveries of one target are never taken for those of another.
	 * @param targets the ids of the targets
	 * @return whether each of them is different from the others
	 */
	default boolean tellsApart(Collection<String> targets) {
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
		throw new UnsupportedOperationException("This store has no transactions");
	}

	/**
	 * Says what a node delivers to. Gates that have opened by themselves are removed.
	 * @param node the node
	 * @param destinations the destinations; none if the node ends
	 * @param now the current time
	 * @param deadBefore nodes that have not said anything since then are gone
	 */
	void announce(UUID node, Collection<Destination> destinations, Instant now, Instant deadBefore);

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
	 * Due destinations among some of those that have open deliveries.
	 *
	 * @param due those that have something due
	 * @param last the last of the destinations that were looked at, or {@code null} if
	 * there are no more behind it
	 */
	record DuePage(List<DueDestination> due, @Nullable Destination last) {

	}

}
