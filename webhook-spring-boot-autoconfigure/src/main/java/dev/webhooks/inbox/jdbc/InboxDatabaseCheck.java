package dev.webhooks.inbox.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.inbox.ClaimRequest;
import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryFilter;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTarget;
import dev.webhooks.inbox.DueTarget;
import dev.webhooks.inbox.FinishedDelivery;
import dev.webhooks.inbox.InboxEvent;
import dev.webhooks.inbox.InboxUnavailableException;
import dev.webhooks.inbox.Lease;
import dev.webhooks.inbox.NewEvent;

/**
 * Runs every statement of an inbox once, in a transaction that is rolled back: what the
 * database refuses is known at the start, and not when the first event cannot be
 * delivered.
 */
final class InboxDatabaseCheck {

	private static final String PROBE = "webhook-inbox-check";

	/** So that nothing else is due, or has lost its lease. */
	private static final Instant LONG_AGO = Instant.ofEpochSecond(1);

	private static final DeliveryTarget TARGET = new DeliveryTarget(PROBE, PROBE);

	private final InboxTransactions transactions;

	private final InboxParts parts;

	private final UUID event = new UUID(0, System.nanoTime());

	InboxDatabaseCheck(InboxTransactions transactions, InboxParts parts) {
		this.transactions = transactions;
		this.parts = parts;
	}

	void run() {
		try {
			this.transactions.runAndRollBack(() -> {
				try {
					runStatements();
				}
				catch (DataAccessException ex) {
					throw new UnusableInboxDatabaseException("The database refuses what the inbox needs", ex);
				}
			});
		}
		catch (InboxUnavailableException ex) {
			throw new UnusableInboxDatabaseException("The database does not run a transaction of the inbox", ex);
		}
	}

	/**
	 * Checks that the tables are there, before anything else is asked of them.
	 * @throws MissingInboxTableException if one is not
	 */
	static void checkTables(InboxDatabase database) {
		for (String table : database.tables().all()) {
			try {
				database.jdbc().execute("SELECT 1 FROM " + table + " WHERE 1 = 0");
			}
			catch (DataAccessException ex) {
				throw new MissingInboxTableException(table, ex);
			}
		}
	}

	private void runStatements() {
		Instant now = LONG_AGO;
		Lease lease = new Lease(System.nanoTime(), now);
		UUID second = new UUID(1, this.event.getLeastSignificantBits());
		this.parts.inserts()
			.insert(List.of(new NewEvent(this.event, probe(now), PROBE, List.of(PROBE), false)), lease, now);
		this.parts.inserts().insert(List.of(new NewEvent(second, probe(now), null, List.of(PROBE), true)), lease, now);
		this.parts.leases().release(now);
		this.parts.leases().delete(List.of(lease));
		deliver(true, now, lease);
		deliver(false, now, lease);
		change(now);
		ask(now);
		// Last, since other nodes may have something to do with the keys that this locks
		this.parts.orderKeys().unblock(now);
	}

	private static InboxEvent probe(Instant now) {
		return new InboxEvent(PROBE, null, UUID.randomUUID().toString(), List.of(PROBE), null, now, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
	}

	private void deliver(boolean ordered, Instant now, Lease lease) {
		ClaimRequest request = new ClaimRequest(new DueTarget(TARGET, ordered), new ClaimRequest.Room(1, 1, 0), false,
				now);
		Supplier<Lease> leases = () -> lease;
		Claims claims = ordered ? this.parts.orderedClaims().claim(request, leases)
				: this.parts.claims().claim(request, leases);
		List<ClaimedDelivery> claimed = claims.with(this.parts.events());
		this.parts.renewals().renew(claimed, now);
		this.parts.ends().giveBack(claims, now);
		this.parts.ends()
			.finish(claimed.stream()
				.map((delivery) -> new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, PROBE))
				.toList(), now);
	}

	private void change(Instant now) {
		List<DeliveryId> ids = List.of(new DeliveryId(this.event, PROBE));
		this.parts.events().lock(List.of(this.event));
		this.parts.changes().reopen(this.event, now);
		this.parts.changes().retry(ids, EnumSet.allOf(DeliveryStatus.class), now);
		this.parts.changes().discard(ids, EnumSet.of(DeliveryStatus.PROCESSING), now);
		this.parts.orphans().reassign(TARGET, PROBE + "-2", 1, now);
		this.parts.changes().discard(ids, EnumSet.allOf(DeliveryStatus.class), now);
		this.parts.nodes().announce(this.event, List.of(TARGET), now, Instant.EPOCH);
		this.parts.lost().recover(Instant.EPOCH, Instant.EPOCH, now);
		this.parts.oldEvents().purge(this.event, Instant.EPOCH, 1);
		this.parts.oldEvents().prune(Instant.EPOCH, 1);
	}

	private void ask(Instant now) {
		this.parts.dueTargets().find(List.of(TARGET), now);
		this.parts.orphans().find();
		this.parts.queries().find(DeliveryFilter.of(DeliveryStatus.DEAD).received(now, now), 1);
		this.parts.queries().findIds(DeliveryFilter.of(DeliveryStatus.PROCESSING), 1);
		this.parts.queries().count(DeliveryFilter.of(DeliveryStatus.DEAD).received(now, now));
		this.parts.backlog().backlog(now);
	}

}
