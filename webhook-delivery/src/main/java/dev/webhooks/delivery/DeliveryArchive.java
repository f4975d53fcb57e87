package dev.webhooks.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Stored messages and deliveries as operators see and change them. Every method is
 * atomic: it does all it says or throws {@link StoreUnavailableException}.
 * Implementations are safe for use by several threads and, if they are shared, by several
 * nodes.
 */
public interface DeliveryArchive {

	/**
	 * How many deliveries are looked at for one page, or for one count.
	 */
	int MAX_SCANNED = 10_000;

	/**
	 * Finds deliveries, the newest first: by the ids of their events, which begin with
	 * the time of receipt. At most {@link #MAX_SCANNED} deliveries are looked at.
	 * @param filter which deliveries
	 * @param after where the page begins: {@link DeliveryPage#next()} of the page before,
	 * or {@code null} for the first page
	 * @param limit how many at the most
	 * @return the page
	 */
	DeliveryPage page(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit);

	/**
	 * Counts deliveries, from the newest down. At most {@link #MAX_SCANNED} deliveries
	 * are looked at.
	 * @param filter which deliveries
	 * @param after where the count begins: {@link DeliveryCount#next()} of the count
	 * before, or {@code null} for the newest
	 * @return their number, and where it stopped
	 */
	DeliveryCount count(DeliveryFilter filter, @Nullable DeliveryCursor after);

	/**
	 * Finds the latest deliveries, however many others have to be looked at for that.
	 * @param filter which deliveries
	 * @param limit how many at the most
	 * @return the deliveries, the newest first
	 */
	default List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		List<WebhookDelivery> found = new ArrayList<>();
		DeliveryCursor next = null;
		do {
			DeliveryPage page = page(filter, next, limit - found.size());
			found.addAll(page.deliveries());
			next = page.next();
		}
		while (next != null && found.size() < limit);
		return found;
	}

	/**
	 * Counts deliveries, however many there are.
	 * @param filter which deliveries
	 * @return their number
	 */
	default long count(DeliveryFilter filter) {
		DeliveryCount part = count(filter, null);
		long count = part.count();
		while (part.next() != null) {
			part = count(filter, part.next());
			count += part.count();
		}
		return count;
	}

	/**
	 * Finds a message.
	 * @param id the id under which it is stored
	 * @return the message, or {@code null} if there is none
	 */
	@Nullable ArchivedMessage event(UUID id);

	/**
	 * Finds the attempts of a delivery that were kept, the latest last.
	 * @param delivery the delivery
	 * @return the attempts
	 */
	List<DeliveryAttempt> attempts(DeliveryId delivery);

	/**
	 * Has deliveries tried again. How often they were tried before is kept. Those that
	 * are being processed, and those whose body was purged, stay as they are.
	 * @param deliveries the deliveries
	 * @param statuses those in other statuses stay as they are, too
	 * @param mode how many attempts they get
	 * @param now the current time
	 * @return how many were scheduled
	 */
	int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, RetryMode mode, Instant now);

	/**
	 * Has the deliveries tried again that a filter means, in one step. Those whose body
	 * was purged stay as they are.
	 * @param filter which deliveries; its statuses are not those of deliveries that are
	 * being processed
	 * @param expected how many deliveries the filter may mean
	 * @param mode how many attempts they get
	 * @param now the current time
	 * @return how many were scheduled
	 * @throws IllegalStateException if the filter means more; all stay as they are
	 */
	int retry(DeliveryFilter filter, int expected, RetryMode mode, Instant now);

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
	 * Gives open and dead deliveries of one target to another. Those of events that the
	 * other has received too stay as they are, and so do those that are being processed.
	 * @param from the destination
	 * @param target the id of the other target
	 * @param limit how many at the most
	 * @param now the current time
	 * @return how many were given to the other
	 */
	int reassign(Destination from, String target, int limit, Instant now);

	/**
	 * Finds destinations that have open deliveries and to which no node delivers that has
	 * said so. Of each at most {@link #MAX_SCANNED} are counted.
	 * @return the destinations
	 */
	List<OrphanedDestination> findOrphans();

	/**
	 * Looks at what there is to do in each channel, at a cost that does not grow with
	 * what is stored. Of each channel at most {@link #MAX_SCANNED} deliveries are
	 * counted.
	 * @param now the current time
	 * @return the channels that have, or had, deliveries
	 */
	Map<String, ChannelBacklog> channels(Instant now);

	/**
	 * Counts all there is to do, which takes the longer the more that is: who asks often
	 * asks for the {@linkplain #channels channels}.
	 * @param now the current time
	 * @return the backlog
	 */
	Backlog backlog(Instant now);

}
