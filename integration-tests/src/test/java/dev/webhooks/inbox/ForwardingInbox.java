package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Passes everything on to another inbox.
 */
class ForwardingInbox implements WebhookInbox {

	private final WebhookInbox target;

	ForwardingInbox(WebhookInbox target) {
		this.target = target;
	}

	@Override
	public long maxEventSize() {
		return this.target.maxEventSize();
	}

	@Override
	public int maxTransactions() {
		return this.target.maxTransactions();
	}

	@Override
	public List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now) {
		return this.target.add(events, lease, now);
	}

	@Override
	public List<DueTarget> findDue(Collection<DeliveryTarget> targets, Instant now) {
		return this.target.findDue(targets, now);
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease) {
		return this.target.claim(request, lease);
	}

	@Override
	public void releaseEndedLeases(Instant now) {
		this.target.releaseEndedLeases(now);
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		return this.target.finish(finished, now);
	}

	@Override
	public Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		return this.target.renew(deliveries, until);
	}

	@Override
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		return this.target.find(filter, limit);
	}

	@Override
	public long count(DeliveryFilter filter) {
		return this.target.count(filter);
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return this.target.retry(deliveries, statuses, now);
	}

	@Override
	public int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return this.target.discard(deliveries, statuses, now);
	}

	@Override
	public int retry(DeliveryFilter filter, int expected, Instant now) {
		return this.target.retry(filter, expected, now);
	}

	@Override
	public int discard(DeliveryFilter filter, int expected, Instant now) {
		return this.target.discard(filter, expected, now);
	}

	@Override
	public int reassign(DeliveryTarget from, String listener, int limit, Instant now) {
		return this.target.reassign(from, listener, limit, now);
	}

	@Override
	public void announce(UUID node, Collection<DeliveryTarget> targets, Instant now, Instant deadBefore) {
		this.target.announce(node, targets, now, deadBefore);
	}

	@Override
	public List<OrphanedTarget> findOrphans() {
		return this.target.findOrphans();
	}

	@Override
	public void unblock(Instant now) {
		this.target.unblock(now);
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return this.target.recoverLost(from, before, now);
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		return this.target.purge(after, receivedBefore, limit);
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		return this.target.prune(receivedBefore, limit);
	}

	@Override
	public Backlog backlog(Instant now) {
		return this.target.backlog(now);
	}

}
