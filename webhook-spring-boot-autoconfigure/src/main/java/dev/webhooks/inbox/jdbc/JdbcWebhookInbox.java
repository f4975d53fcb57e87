package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

import dev.webhooks.inbox.AddOutcome;
import dev.webhooks.inbox.Backlog;
import dev.webhooks.inbox.ClaimRequest;
import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryFilter;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTarget;
import dev.webhooks.inbox.DueTarget;
import dev.webhooks.inbox.FinishedDelivery;
import dev.webhooks.inbox.InboxUnavailableException;
import dev.webhooks.inbox.Lease;
import dev.webhooks.inbox.NewEvent;
import dev.webhooks.inbox.OrphanedTarget;
import dev.webhooks.inbox.PurgedEvents;
import dev.webhooks.inbox.WebhookDelivery;
import dev.webhooks.inbox.WebhookInbox;

/**
 * An inbox in the tables of a relational database, which several nodes and several
 * applications may share. Its transactions are its own, except for those of transactional
 * listeners.
 */
public final class JdbcWebhookInbox implements WebhookInbox {

	/**
	 * What the names of the tables begin with if nothing else is said.
	 */
	public static final String DEFAULT_TABLE_PREFIX = "webhook_";

	private static final Logger logger = LoggerFactory.getLogger(JdbcWebhookInbox.class);

	private static final int TIMEOUT_SECONDS = 5;

	private final InboxTransactions transactions;

	private final KeyColumns keyColumns;

	private final InboxParts parts;

	private final OpenLeases open = new OpenLeases();

	private final StatementLimit limit;

	private final int maxTransactions;

	/**
	 * Creates an inbox.
	 * @param dataSource the database
	 * @param settings whose events it holds, and where
	 * @param transactionManager runs the transactions of transactional listeners, for the
	 * same data source, or {@code null} if there are none
	 * @throws UnsupportedInboxDatabaseException if the database is of a kind that is not
	 * supported
	 * @throws MissingInboxTableException if the tables are not there
	 * @throws InexactKeyColumnException if the tables take different keys for the same
	 * @throws UnusableInboxDatabaseException if the database cannot do all that the inbox
	 * needs
	 */
	public JdbcWebhookInbox(DataSource dataSource, JdbcInboxSettings settings,
			@Nullable PlatformTransactionManager transactionManager) {
		InboxDatabase plain = new InboxDatabase(new JdbcTemplate(dataSource), new InboxTables(settings.tablePrefix()),
				InboxDialect.of(dataSource), settings.application(), KeyText.PLAIN);
		InboxDatabaseCheck.checkTables(plain);
		this.keyColumns = new KeyColumns(plain);
		InboxDatabase database = plain.withKeys(this.keyColumns.keys());
		this.transactions = new InboxTransactions(dataSource, new JdbcTransactionManager(dataSource),
				transactionManager, settings.maxTransactions());
		this.parts = InboxParts.of(database, database.withTimeout(TIMEOUT_SECONDS));
		new InboxDatabaseCheck(this.transactions, this.parts).run();
		this.limit = new StatementLimit(database.jdbc(), database.dialect());
		this.maxTransactions = settings.maxTransactions();
	}

	/**
	 * Checks that a database is of a kind that is supported, whether or not it has the
	 * tables.
	 * @param dataSource the database
	 * @throws UnsupportedInboxDatabaseException if it is not
	 */
	public static void requireSupported(DataSource dataSource) {
		InboxDialect.of(dataSource);
	}

	@Override
	public long maxEventSize() {
		return this.limit.maxEventSize();
	}

	@Override
	public List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now) {
		Set<UUID> added = insert(events, lease, now);
		this.open.added(events.stream().filter((event) -> added.contains(event.id())).toList(), lease);
		if (added.size() == events.size()) {
			return Collections.nCopies(events.size(), AddOutcome.ACCEPTED);
		}
		return events.stream()
			.map((event) -> added.contains(event.id()) ? AddOutcome.ACCEPTED
					: this.transactions.run(() -> reopen(event, lease, now)))
			.toList();
	}

	private Set<UUID> insert(List<NewEvent> events, Lease lease, Instant now) {
		Supplier<Set<UUID>> insert = () -> this.parts.inserts().insert(events, lease, now);
		try {
			return this.parts.inserts().isOneStatement(events) ? this.transactions.runStatement(insert)
					: this.transactions.run(insert);
		}
		catch (ConnectionLostException ex) {
			throw this.limit.explain(ex, events);
		}
	}

	/** Each in a transaction of its own, so that none waits for another in a circle. */
	private AddOutcome reopen(NewEvent redelivered, Lease lease, Instant now) {
		UUID existing = this.parts.events().lockDuplicateOf(redelivered.event());
		if (existing == null) {
			return addRemoved(redelivered, lease, now);
		}
		if (this.parts.changes().reopen(existing, now) == 0) {
			return AddOutcome.DUPLICATE;
		}
		this.parts.events().restore(existing, redelivered.event());
		return AddOutcome.REOPENED;
	}

	/** It was too old to be kept just now, and is a new event. */
	private AddOutcome addRemoved(NewEvent redelivered, Lease lease, Instant now) {
		if (this.parts.inserts().insert(List.of(redelivered), lease, now).isEmpty()) {
			throw new InboxUnavailableException("An event comes and goes while it is delivered again", null);
		}
		this.open.added(List.of(redelivered), lease);
		return AddOutcome.ACCEPTED;
	}

	@Override
	public List<DueTarget> findDue(Collection<DeliveryTarget> targets, Instant now) {
		return this.transactions.run(() -> this.parts.dueTargets().find(targets, now));
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease) {
		Claims claims = this.transactions.run(() -> request.due().ordered()
				? this.parts.orderedClaims().claim(request, lease) : this.parts.claims().claim(request, lease));
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
	public boolean tellsApart(Collection<String> listeners) {
		return this.transactions.run(() -> this.keyColumns.areDistinct(listeners));
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
		FinishedDelivery end = new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
		boolean done = this.transactions.runShared(() -> {
			// First, so that the lock on the row keeps others away until the end
			if (!this.parts.ends().finishAlone(end, now)) {
				return false;
			}
			work.call();
			// Databases may roll back by themselves, and the work may have gone on after
			// it
			Assert.state(this.parts.ends().isProcessed(delivery.id()),
					"The database rolled back what was done at first");
			return true;
		});
		if (done) {
			this.open.finished(List.of(end));
			releaseKey(end, now);
		}
		return done;
	}

	/** Nobody adds to a key that is locked, so that it is not while a listener runs. */
	private void releaseKey(FinishedDelivery end, Instant now) {
		try {
			if (end.delivery().orderKey() != null) {
				this.transactions.run(() -> {
					this.parts.orderKeys().release(List.of(end), now);
					return true;
				});
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The order key of {} is left to its lease", end.delivery(), ex);
		}
	}

	@Override
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		return this.transactions.run(() -> this.parts.queries().find(filter, limit));
	}

	@Override
	public long count(DeliveryFilter filter) {
		return this.transactions.run(() -> this.parts.queries().count(filter));
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return change(deliveries, statuses, () -> this.parts.changes().retry(deliveries, statuses, now));
	}

	@Override
	public int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return change(deliveries, statuses, () -> this.parts.changes().discard(deliveries, statuses, now));
	}

	@Override
	public int retry(DeliveryFilter filter, int expected, Instant now) {
		return change(filter, expected, (ids) -> this.parts.changes().retry(ids, filter.statuses(), now));
	}

	@Override
	public int discard(DeliveryFilter filter, int expected, Instant now) {
		return change(filter, expected, (ids) -> this.parts.changes().discard(ids, filter.statuses(), now));
	}

	private int change(DeliveryFilter filter, int expected, ToIntFunction<List<DeliveryId>> change) {
		return this.transactions.run(() -> {
			List<DeliveryId> ids = this.parts.queries().findIds(filter, expected + 1);
			Assert.state(ids.size() <= expected, () -> "There are more than " + expected + " such deliveries");
			this.parts.events().lock(ids.stream().map(DeliveryId::event).toList());
			return change.applyAsInt(ids);
		});
	}

	private int change(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Supplier<Integer> change) {
		if (statuses.isEmpty()) {
			return 0;
		}
		return this.transactions.run(() -> {
			this.parts.events().lock(deliveries.stream().map(DeliveryId::event).toList());
			return change.get();
		});
	}

	@Override
	public int reassign(DeliveryTarget from, String listener, int limit, Instant now) {
		return this.transactions.run(() -> this.parts.orphans().reassign(from, listener, limit, now));
	}

	@Override
	public void announce(UUID node, Collection<DeliveryTarget> targets, Instant now, Instant deadBefore) {
		this.transactions.run(() -> {
			this.parts.nodes().announce(node, targets, now, deadBefore);
			return true;
		});
	}

	@Override
	public List<OrphanedTarget> findOrphans() {
		return this.transactions.run(() -> this.parts.orphans().find());
	}

	@Override
	public void unblock(Instant now) {
		this.transactions.run(() -> this.parts.orderKeys().unblock(now));
	}

	@Override
	public int recoverLost(Instant from, Instant before, Instant now) {
		return this.transactions.run(() -> this.parts.lost().recover(from, before, now));
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.parts.oldEvents().purge(after, receivedBefore, limit));
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.parts.oldEvents().prune(receivedBefore, limit));
	}

	@Override
	public Backlog backlog(Instant now) {
		return this.transactions.run(() -> this.parts.backlog().backlog(now));
	}

}
