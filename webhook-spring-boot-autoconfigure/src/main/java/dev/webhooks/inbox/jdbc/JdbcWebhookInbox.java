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
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

import dev.webhooks.inbox.AddOutcome;
import dev.webhooks.inbox.Backlog;
import dev.webhooks.inbox.ClaimRequest;
import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryFilter;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.FinishedDelivery;
import dev.webhooks.inbox.InboxUnavailableException;
import dev.webhooks.inbox.Lease;
import dev.webhooks.inbox.NewEvent;
import dev.webhooks.inbox.PurgedEvents;
import dev.webhooks.inbox.WebhookDelivery;
import dev.webhooks.inbox.WebhookInbox;

/**
 * An inbox in three tables of a relational database, which several nodes may share. Its
 * transactions are its own, except for those of transactional listeners.
 */
public final class JdbcWebhookInbox implements WebhookInbox {

	/**
	 * What the names of the tables begin with if nothing else is said.
	 */
	public static final String DEFAULT_TABLE_PREFIX = "webhook_";

	private static final Logger logger = LoggerFactory.getLogger(JdbcWebhookInbox.class);

	private static final int RENEWAL_TIMEOUT_SECONDS = 5;

	private final InboxTransactions transactions;

	private final EventTable events;

	private final LeaseTable leases;

	private final OpenLeases open = new OpenLeases();

	private final EventInserts inserts;

	private final DeliveryClaims claims;

	private final DeliveryUpdates updates;

	private final DeliveryUpdates renewals;

	private final DeliveryQueries queries;

	private final OldEvents oldEvents;

	/**
	 * Creates an inbox.
	 * @param dataSource the database
	 * @param tablePrefix what the names of the tables begin with
	 * @param transactionManager runs the transactions of transactional listeners, for the
	 * same data source, or {@code null} if there are none
	 * @throws IllegalArgumentException if the database is of a kind that is not supported
	 * @throws MissingInboxTableException if the tables are not there
	 */
	public JdbcWebhookInbox(DataSource dataSource, String tablePrefix,
			@Nullable PlatformTransactionManager transactionManager) {
		this(dataSource, tablePrefix, transactionManager, Integer.MAX_VALUE);
	}

	/**
	 * Creates an inbox.
	 * @param dataSource the database
	 * @param tablePrefix what the names of the tables begin with
	 * @param transactionManager runs the transactions of transactional listeners, for the
	 * same data source, or {@code null} if there are none
	 * @param maxTransactions how many transactional listeners may run at once, each of
	 * which holds a connection; at least 1, and fewer than there are connections
	 * @throws IllegalArgumentException if the database is of a kind that is not supported
	 * @throws MissingInboxTableException if the tables are not there
	 */
	public JdbcWebhookInbox(DataSource dataSource, String tablePrefix,
			@Nullable PlatformTransactionManager transactionManager, int maxTransactions) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		JdbcTemplate impatient = new JdbcTemplate(dataSource);
		impatient.setQueryTimeout(RENEWAL_TIMEOUT_SECONDS);
		InboxTables tables = new InboxTables(tablePrefix);
		InboxDialect dialect = dialectOf(dataSource);
		checkTables(jdbc, tables);
		this.transactions = new InboxTransactions(dataSource, new JdbcTransactionManager(dataSource),
				transactionManager, maxTransactions);
		this.events = new EventTable(jdbc, tables, dialect);
		this.leases = new LeaseTable(jdbc, tables, dialect);
		this.inserts = new EventInserts(jdbc, tables, dialect, this.leases);
		this.claims = new DeliveryClaims(jdbc, tables, dialect, this.events);
		this.updates = new DeliveryUpdates(jdbc, tables, dialect);
		this.renewals = new DeliveryUpdates(impatient, tables, dialect);
		this.queries = new DeliveryQueries(jdbc, tables, dialect, this.leases);
		this.oldEvents = new OldEvents(jdbc, tables, dialect);
	}

	private static InboxDialect dialectOf(DataSource dataSource) {
		try {
			String product = JdbcUtils.extractDatabaseMetaData(dataSource,
					(metaData) -> metaData.getDatabaseProductName());
			return InboxDialect.of(String.valueOf(product));
		}
		catch (MetaDataAccessException ex) {
			throw new InboxUnavailableException("The database of the inbox cannot be reached", ex);
		}
	}

	private static void checkTables(JdbcTemplate jdbc, InboxTables tables) {
		for (String table : List.of(tables.in("{EVENT}"), tables.in("{DELIVERY}"), tables.in("{LEASE}"))) {
			try {
				jdbc.execute("SELECT 1 FROM " + table + " WHERE 1 = 0");
			}
			catch (DataAccessException ex) {
				throw new MissingInboxTableException(table, ex);
			}
		}
	}

	@Override
	public List<AddOutcome> add(List<NewEvent> events, Lease lease, Instant now) {
		Supplier<Set<UUID>> insert = () -> this.inserts.insert(events, lease, now);
		Set<UUID> added = this.inserts.isOneStatement() ? this.transactions.runStatement(insert)
				: this.transactions.run(insert);
		this.open.added(events.stream().filter((event) -> added.contains(event.id())).toList(), lease);
		if (added.size() == events.size()) {
			return Collections.nCopies(events.size(), AddOutcome.ACCEPTED);
		}
		return events.stream()
			.map((event) -> added.contains(event.id()) ? AddOutcome.ACCEPTED
					: this.transactions.run(() -> reopen(event, lease, now)))
			.toList();
	}

	/** Each in a transaction of its own, so that none waits for another in a circle. */
	private AddOutcome reopen(NewEvent redelivered, Lease lease, Instant now) {
		UUID existing = this.events.lockDuplicateOf(redelivered.event());
		if (existing == null) {
			return addRemoved(redelivered, lease, now);
		}
		if (this.updates.reopen(existing, now) == 0) {
			return AddOutcome.DUPLICATE;
		}
		this.events.restore(existing, redelivered.event());
		return AddOutcome.REOPENED;
	}

	/** It was too old to be kept just now, and is a new event. */
	private AddOutcome addRemoved(NewEvent redelivered, Lease lease, Instant now) {
		if (this.inserts.insert(List.of(redelivered), lease, now).isEmpty()) {
			throw new InboxUnavailableException("An event comes and goes while it is delivered again", null);
		}
		this.open.added(List.of(redelivered), lease);
		return AddOutcome.ACCEPTED;
	}

	@Override
	public List<ClaimedDelivery> claim(ClaimRequest request) {
		release(request.now());
		List<DeliveryClaims.Claim> claimed = this.transactions.run(() -> this.claims.claim(request));
		return this.transactions.run(() -> {
			List<ClaimedDelivery> deliveries = this.claims.read(claimed, request);
			Set<DeliveryId> contended = claimed.stream()
				.filter((claim) -> this.claims.isContended(claim, request))
				.map(DeliveryClaims.Claim::id)
				.collect(Collectors.toSet());
			if (!contended.isEmpty()) {
				Instant later = request.now().plusMillis(Math.floorMod(request.lease().token(), 500));
				this.updates.finish(deliveries.stream()
					.filter((delivery) -> contended.contains(delivery.id()))
					.map((delivery) -> new FinishedDelivery(delivery, DeliveryStatus.PENDING, later, null))
					.toList(), request.now());
			}
			return deliveries.stream().filter((delivery) -> !contended.contains(delivery.id())).toList();
		});
	}

	/**
	 * What is due without it is claimed even if this fails, unless that cannot be either.
	 */
	private void release(Instant now) {
		try {
			this.transactions.run(() -> {
				this.leases.delete(this.open.takeNeedless(now));
				this.leases.release(now);
				return true;
			});
		}
		catch (InboxUnavailableException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.warn("The inbox cannot release leases that have ended", ex);
		}
	}

	@Override
	public Set<DeliveryId> finish(List<FinishedDelivery> finished, Instant now) {
		Supplier<Set<DeliveryId>> finish = () -> this.updates.finish(finished, now);
		Set<DeliveryId> lost = this.updates.isOneStatement() ? this.transactions.runStatement(finish)
				: this.transactions.run(finish);
		Set<DeliveryId> seen = new HashSet<>(lost);
		this.open.finished(finished.stream().filter((end) -> seen.add(end.delivery().id())).toList());
		return lost;
	}

	@Override
	public void renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		this.transactions.run(() -> {
			this.renewals.renew(deliveries, until);
			return true;
		});
	}

	@Override
	public boolean isTransactional() {
		return this.transactions.areShared();
	}

	@Override
	public boolean processInTransaction(ClaimedDelivery delivery, Instant now, Callable<@Nullable Object> work)
			throws Exception {
		FinishedDelivery end = new FinishedDelivery(delivery, DeliveryStatus.PROCESSED, null, null);
		boolean done = this.transactions.runShared(() -> {
			// First, so that the lock on the row keeps others away until the end
			if (!this.updates.finish(List.of(end), now).isEmpty()) {
				return false;
			}
			work.call();
			// Databases may roll back by themselves, and the work may have gone on after
			// it
			Assert.state(this.updates.isProcessed(delivery.id()), "The database rolled back what was done at first");
			return true;
		});
		if (done) {
			this.open.finished(List.of(end));
		}
		return done;
	}

	@Override
	public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		return this.transactions.run(() -> this.queries.find(filter, limit));
	}

	@Override
	public long count(DeliveryFilter filter) {
		return this.transactions.run(() -> this.queries.count(filter));
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		if (statuses.isEmpty()) {
			return 0;
		}
		return this.transactions.run(() -> {
			deliveries.stream().map(DeliveryId::event).distinct().sorted().forEach(this.events::lock);
			return this.updates.retry(deliveries, statuses, now);
		});
	}

	@Override
	public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.oldEvents.purge(after, receivedBefore, limit));
	}

	@Override
	public int prune(Instant receivedBefore, int limit) {
		return this.transactions.run(() -> this.oldEvents.prune(receivedBefore, limit));
	}

	@Override
	public Backlog backlog(Instant now) {
		return this.transactions.run(() -> this.queries.backlog(now));
	}

}
