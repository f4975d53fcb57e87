package dev.webhooks.delivery.jdbc;

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
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.Passage;
import dev.webhooks.delivery.store.ProbedGate;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Runs every statement of a store once, in a transaction that is rolled back: what the
 * database refuses is known at the start, and not when the first event cannot be
 * delivered.
 */
final class DatabaseCheck {

	private static final String PROBE = "webhook-store-check";

	/** So that nothing else is due, or has lost its lease. */
	private static final Instant LONG_AGO = Instant.ofEpochSecond(1);

	private final Transactions transactions;

	private final JdbcParts parts;

	private final UUID event = new UUID(0, System.nanoTime());

	/** Of its own, so that nodes that start at once do not wait for each other. */
	private final Destination target = new Destination(PROBE, PROBE + "-" + UUID.randomUUID());

	private final String orderKey = UUID.randomUUID().toString();

	DatabaseCheck(Transactions transactions, JdbcParts parts) {
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
					throw new UnusableDatabaseException("The database refuses what the store needs", ex);
				}
			});
		}
		catch (StoreUnavailableException ex) {
			throw new UnusableDatabaseException("The database does not run a transaction of the store", ex);
		}
	}

	/**
	 * Checks that the tables are there, before anything else is asked of them.
	 * @throws MissingTableException if one is not
	 */
	static void checkTables(Database database) {
		for (String table : database.tables().all()) {
			try {
				database.jdbc().execute("SELECT 1 FROM " + table + " WHERE 1 = 0");
			}
			catch (DataAccessException ex) {
				throw new MissingTableException(table, ex);
			}
		}
	}

	private void runStatements() {
		Instant now = LONG_AGO;
		Lease lease = new Lease(System.nanoTime(), now);
		UUID second = new UUID(1, this.event.getLeastSignificantBits());
		this.parts.inserts()
			.insert(List.of(new Addition(this.event, probe(now), this.orderKey, List.of(this.target.target()), false)),
					lease, now);
		this.parts.inserts()
			.insert(List.of(new Addition(second, probe(now), null, List.of(this.target.target()), true)), lease, now);
		this.parts.leases().release(now);
		this.parts.leases().delete(List.of(lease));
		deliver(true, now, lease);
		deliver(false, now, lease);
		change(now);
		ask(now);
		// Last, since other nodes may have something to do with the keys that this locks
		this.parts.orderKeys().unblock(now);
	}

	private static Message probe(Instant now) {
		return new Message(PROBE, null, UUID.randomUUID().toString(), List.of(PROBE), null, now, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
	}

	private void deliver(boolean ordered, Instant now, Lease lease) {
		ClaimRequest request = new ClaimRequest(new DueDestination(this.target, ordered),
				new ClaimRequest.Room(1, 1, 0), false, now);
		Supplier<Lease> leases = () -> lease;
		Claims claims = ordered ? this.parts.orderedClaims().claim(request, leases)
				: this.parts.claims().claim(request, leases);
		List<ClaimedDelivery> claimed = claims.with(this.parts.events());
		this.parts.renewals().renew(claimed, now);
		this.parts.ends().giveBack(claims, now);
		this.parts.ends()
			.finish(claimed.stream()
				.map((delivery) -> new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, PROBE).ran(now,
						Duration.ZERO, true))
				.toList(), now);
	}

	private void change(Instant now) {
		List<DeliveryId> ids = List.of(new DeliveryId(this.event, this.target.target()));
		this.parts.events().lock(List.of(this.event));
		this.parts.changes().reopen(this.event, now);
		for (RetryMode mode : RetryMode.values()) {
			this.parts.changes().retry(ids, EnumSet.allOf(DeliveryStatus.class), mode, now);
		}
		this.parts.changes().discard(ids, EnumSet.of(DeliveryStatus.PROCESSING), now);
		this.parts.orphans().reassign(this.target, this.target.target() + "-2", 1, now);
		this.parts.changes().discard(ids, EnumSet.allOf(DeliveryStatus.class), now);
		this.parts.nodes().announce(this.event, List.of(this.target), now, Instant.EPOCH);
		close(now);
		alert(now);
		this.parts.lost().recover(Instant.EPOCH, Instant.EPOCH, now);
		this.parts.oldEvents().purge(this.event, Instant.EPOCH, 1);
		this.parts.oldEvents().prune(Instant.EPOCH, 1);
	}

	private void close(Instant now) {
		this.parts.gates().close(new Gate(this.target, now, PROBE), now);
		this.parts.gates().resume(this.target);
		Gate gate = new Gate(this.target, now, PROBE, new Gate.Probing(1, 0, Duration.ofSeconds(1)));
		this.parts.probedGates().insert(ProbedGate.closed(gate, now), now);
		Passage passage = this.parts.passages().passage(this.target, now);
		this.parts.passages().passed(passage, 1, now);
		passage.probes().forEach((probe) -> this.parts.passages().probed(probe, GateStore.ProbeEnd.SUCCEEDED, now));
		this.parts.gates().open(this.target);
		this.parts.gates().removeOpened(now);
	}

	private void alert(Instant now) {
		StandingAlert alert = StandingAlert.raised(PROBE, this.target.target(), PROBE, now);
		this.parts.alerts().insert(alert);
		this.parts.alerts().confirm(alert, PROBE);
		this.parts.alerts().remind(alert, now);
		this.parts.alerts().delete(alert);
		this.parts.alerts().all();
	}

	private void ask(Instant now) {
		this.parts.dueDestinations().find(List.of(this.target), now);
		this.parts.openDestinations().next(null, 1);
		this.parts.attempts().of(new DeliveryId(this.event, this.target.target()));
		this.parts.gates().paused(now);
		this.parts.probedGates().all();
		this.parts.orphans().find();
		DeliveryFilter recent = DeliveryFilter.of().received(now, now);
		List.of(recent, recent.channel(PROBE), recent.target(this.target.target()), recent.event(this.event),
				recent.eventId(PROBE),
				DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.PROCESSING).received(now, now))
			.forEach((filter) -> this.parts.queries()
				.page(filter, new DeliveryCursor(this.event, this.target.target()), 1));
		this.parts.queries().event(this.event);
		this.parts.backlog().backlog(now);
		this.parts.channels().channels(now);
	}

}
