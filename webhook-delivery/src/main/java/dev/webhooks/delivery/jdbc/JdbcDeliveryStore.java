package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
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
import dev.webhooks.delivery.jdbc.database.CallerTransaction;
import dev.webhooks.delivery.jdbc.database.StatementLimit;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.Passage;

/**
 * A store in the tables of a relational database, which several nodes and several
 * applications may share. Its transactions are its own, except for those of transactional
 * targets.
 */
final class JdbcDeliveryStore extends JdbcGates implements DeliveryStore {

	private final Transactions transactions;

	private final KeyColumns keyColumns;

	private final JdbcParts parts;

	private final OpenLeases open = new OpenLeases();

	private final StatementLimit limit;

	private final MessageAdditions additions;

	private final TransactionalRuns runs;

	private final int maxTransactions;

	/**
	 * Creates a store.
	 * @param maxTransactions how many transactional handlers may run at once
	 */
	JdbcDeliveryStore(Transactions transactions, CallerTransaction caller, KeyColumns keyColumns, JdbcParts parts,
			StatementLimit limit, int maxTransactions) {
		super(transactions, parts);
		this.transactions = transactions;
		this.keyColumns = keyColumns;
		this.parts = parts;
		this.limit = limit;
		this.additions = new MessageAdditions(transactions, caller, parts, this.open, limit);
		this.runs = new TransactionalRuns(transactions, parts, this.open);
		this.maxTransactions = maxTransactions;
	}

	@Override
	public long maxEventSize() {
		return this.limit.maxEventSize();
	}

	@Override
	public List<AddOutcome> add(List<Addition> events, Lease lease, Instant now) {
		return this.additions.add(events, lease, now);
	}

	@Override
	public List<AddOutcome> append(List<Addition> events, Lease lease, Instant now, Consumer<Set<UUID>> ended) {
		return this.additions.append(events, lease, now, ended);
	}

	@Override
	public List<DueDestination> findDue(Collection<Destination> destinations, Instant now) {
		return this.transactions.run(() -> this.parts.dueDestinations().find(destinations, now));
	}

	@Override
	public DeliveryStore.DuePage findDue(@Nullable Destination after, int limit, Instant now) {
		return this.transactions.run(() -> {
			List<Destination> open = this.parts.openDestinations().next(after, limit);
			return new DeliveryStore.DuePage(this.parts.dueDestinations().find(open, now),
					(open.size() < limit) ? null : open.get(limit - 1));
		});
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease) {
		Claims claims = this.transactions.run(() -> claimThroughGates(request, lease));
		if (claims.deliveries().isEmpty()) {
			return List.of();
		}
		try {
			return this.transactions.run(() -> claims.with(this.parts.events()));
		}
		catch (RuntimeException | Error ex) {
			this.transactions.run(() -> this.parts.ends().giveBack(claims, request.now()));
			throw ex;
		}
	}

	private Claims claimThroughGates(ClaimRequest request, Supplier<Lease> lease) {
		Passage passage = this.parts.passages().passage(request.due().destination(), request.now());
		if (passage.isClosed()) {
			return new Claims(request.due().destination(), List.of(), lease.get());
		}
		ClaimRequest allowed = request.limitedTo(passage.most());
		Claims claims = allowed.due().ordered() ? this.parts.orderedClaims().claim(allowed, lease)
				: this.parts.claims().claim(allowed, lease);
		if (!claims.deliveries().isEmpty()) {
			this.parts.passages().passed(passage, claims.deliveries().size(), request.now());
		}
		return claims.probing(passage.probes());
	}

	@Override
	public void releaseEndedLeases(Instant now) {
		this.transactions.run(() -> {
			this.parts.leases().delete(this.open.takeNeedless(now));
			this.parts.leases().release(now);
			return true;
		});
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		Supplier<Set<DeliveryId>> finish = () -> this.parts.ends().finish(finished, now);
		Set<DeliveryId> lost = this.parts.ends().isOneStatement(finished) ? this.transactions.runStatement(finish)
				: this.transactions.run(finish);
		Set<DeliveryId> seen = new HashSet<>(lost);
		this.open.finished(finished.stream().filter((end) -> seen.add(end.delivery().id())).toList());
		return lost;
	}

	@Override
	public Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		return this.transactions.run(() -> this.parts.renewals().renew(deliveries, until));
	}

	@Override
	public boolean tellsApart(Collection<String> targets) {
		return this.transactions.run(() -> this.keyColumns.areDistinct(targets));
	}

	@Override
	public boolean isTransactional() {
		return this.transactions.areShared();
	}

	@Override
	public int maxTransactions() {
		return this.maxTransactions;
	}

	@Override
	public boolean processInTransaction(ClaimedDelivery delivery, Instant now, Callable<@Nullable Object> work)
			throws Exception {
		return this.runs.process(delivery, now, work);
	}

	@Override
	public void announce(UUID node, Collection<Destination> destinations, Instant now, Instant deadBefore) {
		this.transactions.run(() -> {
			this.parts.nodes().announce(node, destinations, now, deadBefore);
			this.parts.gates().removeOpened(now);
			return true;
		});
	}

	@Override
	public void unblock(Instant now) {
		this.transactions.run(() -> this.parts.orderKeys().unblock(now));
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return this.transactions.run(() -> this.parts.lost().recover(from, before, now));
	}

}
