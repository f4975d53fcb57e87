package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Passes everything on to another inbox.
 */
class ForwardingInbox implements WebhookInbox {

	private final WebhookInbox target;

	ForwardingInbox(WebhookInbox target) {
		this.target = target;
	}

	@Override
	public List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now) {
		return this.target.add(events, lease, now);
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request) {
		return this.target.claim(request);
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		return this.target.finish(finished, now);
	}

	@Override
	public void renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		this.target.renew(deliveries, until);
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
