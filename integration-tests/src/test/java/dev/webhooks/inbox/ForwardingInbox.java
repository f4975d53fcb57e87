package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryRetention;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.PurgedEvents;

/**
 * Passes everything on to another inbox.
 */
class ForwardingInbox implements DeliveryStore, DeliveryArchive, DeliveryRetention {

	private final DeliveryStorage target;

	ForwardingInbox(DeliveryStorage target) {
		this.target = target;
	}

	DeliveryStorage storage() {
		return new DeliveryStorage(this, this, this);
	}

	@Override
	public long maxEventSize() {
		return this.target.store().maxEventSize();
	}

	@Override
	public int maxTransactions() {
		return this.target.store().maxTransactions();
	}

	@Override
	public List<AddOutcome> add(List<Addition> events, Lease lease, Instant now) {
		return this.target.store().add(events, lease, now);
	}

	@Override
	public List<AddOutcome> append(List<Addition> events, Lease lease, Instant now, Consumer<Set<UUID>> ended) {
		return this.target.store().append(events, lease, now, ended);
	}

	@Override
	public List<DueDestination> findDue(Collection<Destination> targets, Instant now) {
		return this.target.store().findDue(targets, now);
	}

	@Override
	public DeliveryStore.DuePage findDue(@Nullable Destination after, int limit, Instant now) {
		return this.target.store().findDue(after, limit, now);
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease) {
		return this.target.store().claim(request, lease);
	}

	@Override
	public void releaseEndedLeases(Instant now) {
		this.target.store().releaseEndedLeases(now);
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		return this.target.store().finish(finished, now);
	}

	@Override
	public Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		return this.target.store().renew(deliveries, until);
	}

	@Override
	public DeliveryPage page(DeliveryFilter filter, DeliveryCursor after, int limit) {
		return this.target.archive().page(filter, after, limit);
	}

	@Override
	public DeliveryCount count(DeliveryFilter filter, DeliveryCursor after) {
		return this.target.archive().count(filter, after);
	}

	@Override
	public ArchivedMessage event(UUID id) {
		return this.target.archive().event(id);
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, RetryMode mode, Instant now) {
		return this.target.archive().retry(deliveries, statuses, mode, now);
	}

	@Override
	public int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return this.target.archive().discard(deliveries, statuses, now);
	}

	@Override
	public int retry(DeliveryFilter filter, int expected, RetryMode mode, Instant now) {
		return this.target.archive().retry(filter, expected, mode, now);
	}

	@Override
	public int discard(DeliveryFilter filter, int expected, Instant now) {
		return this.target.archive().discard(filter, expected, now);
	}

	@Override
	public int reassign(Destination from, String listener, int limit, Instant now) {
		return this.target.archive().reassign(from, listener, limit, now);
	}

	@Override
	public void announce(UUID node, Collection<Destination> targets, Instant now, Instant deadBefore) {
		this.target.store().announce(node, targets, now, deadBefore);
	}

	@Override
	public List<OrphanedDestination> findOrphans() {
		return this.target.archive().findOrphans();
	}

	@Override
	public List<DeliveryAttempt> attempts(DeliveryId delivery) {
		return this.target.archive().attempts(delivery);
	}

	@Override
	public void close(Gate gate, Instant now) {
		this.target.store().close(gate, now);
	}

	@Override
	public boolean open(Destination destination) {
		return this.target.store().open(destination);
	}

	@Override
	public List<Gate> closedGates(Instant now) {
		return this.target.store().closedGates(now);
	}

	@Override
	public Optional<List<Gate.Probe>> pass(Destination destination, Instant now) {
		return this.target.store().pass(destination, now);
	}

	@Override
	public ProbeVerdict probed(Gate.Probe probe, ProbeEnd end, Instant now) {
		return this.target.store().probed(probe, end, now);
	}

	@Override
	public void unblock(Instant now) {
		this.target.store().unblock(now);
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return this.target.store().recoverLost(from, before, now);
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		return this.target.retention().purge(after, receivedBefore, limit);
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		return this.target.retention().prune(receivedBefore, limit);
	}

	@Override
	public Map<String, ChannelBacklog> channels(Instant now) {
		return this.target.archive().channels(now);
	}

	@Override
	public Backlog backlog(Instant now) {
		return this.target.archive().backlog(now);
	}

}
