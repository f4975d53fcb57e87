package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.PurgedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What inboxes in a database do while something else is under way there.
 */
abstract class JdbcInboxContract extends WebhookInboxContract {

	private static final Instant NOW = Samples.NOW;

	private static final Instant LATER = NOW.plus(Duration.ofDays(1));

	private static final UUID FIRST = new UUID(0, 0);

	private final DataSource database = TestDatabase.of(this).empty().dataSource();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.database));

	private final DeliveryStorage inbox = createInbox();

	@Override
	DeliveryStorage another(DeliveryStorage inbox) {
		return createInbox();
	}

	@Override
	DeliveryStorage createInbox() {
		return JdbcStorage.open(this.database, JdbcStoreSettings.of("application"),
				new JdbcTransactionManager(this.database));
	}

	private DeliveryId addDead() {
		Lease lease = Samples.lease(1);
		Addition event = Samples.leased(Samples.event("stripe", "evt_1"), "a");
		this.inbox.store().add(List.of(event), lease, NOW);
		ClaimedDelivery claimed = Samples.leased(event, "a", lease);
		this.inbox.store().finish(List.of(new FinishedDelivery(claimed, DeliveryStatus.DEAD, null, "failed")), NOW);
		return claimed.id();
	}

	/** Begins something that has to wait until the current transaction ends. */
	private static <T> Future<T> beginAndWait(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				result.complete(action.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(200, TimeUnit.MILLISECONDS));
		return result;
	}

	private static <T> T end(Future<T> result) throws Exception {
		return result.get(10, TimeUnit.SECONDS);
	}

	@Test
	void ofMoreThanAThousandChannelsTheFirstAreLookedAt() {
		DeliveryStorage inbox = createInbox();
		inbox.store()
			.add(IntStream.rangeClosed(1000, 2000)
				.mapToObj((number) -> Samples.due(Samples.event("channel-" + number, "1"), "a"))
				.toList(), Samples.lease(1), NOW);
		assertThat(inbox.archive().channels(NOW)).hasSize(1000)
			.containsKeys("channel-1000", "channel-1999")
			.doesNotContainKey("channel-2000");
	}

	@Test
	void whatIsBeingDeliveredAgainIsNeitherPurgedNorPruned() {
		addDead();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.queryForList("SELECT id FROM webhook_event FOR UPDATE");
			assertThat(CompletableFuture.supplyAsync(() -> this.inbox.retention().purge(FIRST, LATER, 10)).join())
				.isEqualTo(new PurgedEvents(0, null));
			assertThat(CompletableFuture.supplyAsync(() -> this.inbox.retention().prune(LATER, 10)).join()).isZero();
		});
	}

	@Test
	void whatIsBeingPurgedIsNotRetried() throws Exception {
		DeliveryId dead = addDead();
		Future<Integer> retried = this.transaction.execute((status) -> {
			this.jdbc.update("UPDATE webhook_event SET body = NULL, headers = ''");
			return beginAndWait(() -> this.inbox.archive()
				.retry(List.of(dead), EnumSet.of(DeliveryStatus.DEAD), RetryMode.ANEW, NOW));
		});
		assertThat(end(retried)).isZero();
	}

	@Test
	void whatIsProcessedWhileItIsRetriedByAFilterStaysAsItIs() throws Exception {
		addDead();
		Future<Integer> retried = this.transaction.execute((status) -> {
			this.jdbc.queryForList("SELECT id FROM webhook_event FOR UPDATE");
			Future<Integer> retrying = beginAndWait(
					() -> this.inbox.archive().retry(DeliveryFilter.of(DeliveryStatus.DEAD), 1, RetryMode.ANEW, NOW));
			this.jdbc.update("UPDATE webhook_delivery SET status = 'PROCESSED', dead_at = NULL");
			return retrying;
		});
		assertThat(end(retried)).isZero();
		assertThat(this.inbox.archive().count(DeliveryFilter.of(DeliveryStatus.PROCESSED))).isOne();
	}

	@Test
	void whatIsDeliveredAgainWhileItIsPurgedHasItsBodyBack() throws Exception {
		addDead();
		Future<List<AddOutcome>> added = this.transaction.execute((status) -> {
			this.jdbc.update("UPDATE webhook_event SET body = NULL, headers = ''");
			return beginAndWait(() -> this.inbox.store()
				.add(List.of(Samples.leased(Samples.event("stripe", "evt_1"), "a")), Samples.lease(2), NOW));
		});
		assertThat(end(added)).containsExactly(AddOutcome.REOPENED);
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event WHERE body IS NOT NULL", Integer.class))
			.isOne();
	}

	@Test
	void whatIsDeliveredAgainWhileItIsPrunedIsANewEvent() throws Exception {
		addDead();
		Future<List<AddOutcome>> added = this.transaction.execute((status) -> {
			this.jdbc.queryForList("SELECT id FROM webhook_event FOR UPDATE");
			this.jdbc.update("DELETE FROM webhook_delivery");
			Future<List<AddOutcome>> adding = beginAndWait(() -> this.inbox.store()
				.add(List.of(Samples.leased(Samples.event("stripe", "evt_1"), "a")), Samples.lease(2), NOW));
			this.jdbc.update("DELETE FROM webhook_event");
			return adding;
		});
		assertThat(end(added)).containsExactly(AddOutcome.ACCEPTED);
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_delivery", Integer.class)).isOne();
	}

	private List<ClaimedDelivery> addLeased(String... events) {
		Lease lease = Samples.lease(7);
		List<Addition> added = Stream.of(events)
			.map((event) -> Samples.leased(Samples.event("stripe", event), "a"))
			.toList();
		this.inbox.store().add(added, lease, NOW);
		return added.stream().map((event) -> Samples.leased(event, "a", lease)).toList();
	}

	private void finish(ClaimedDelivery delivery, DeliveryStatus status, @Nullable Instant dueAt) {
		this.inbox.store().finish(List.of(new FinishedDelivery(delivery, status, dueAt, null)), NOW);
	}

	private List<ClaimedDelivery> claim(Instant now) {
		return Samples.claim(this.inbox, "stripe", now, 8, false, "a", "b");
	}

	private int leases() {
		Integer count = this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_lease", Integer.class);
		return Objects.requireNonNull(count);
	}

	@Test
	void ofABatchWhoseLeaseEndedOnlyWhatIsOpenIsDue() {
		List<ClaimedDelivery> batch = addLeased("1", "2", "3", "4");
		finish(batch.get(0), DeliveryStatus.PROCESSED, null);
		finish(batch.get(1), DeliveryStatus.RETRYING, NOW.plusSeconds(300));
		this.inbox.store().renew(List.of(batch.get(2)), NOW.plusSeconds(100));
		assertThat(claim(NOW.plusSeconds(59))).isEmpty();
		assertThat(claim(NOW.plusSeconds(60))).extracting(ClaimedDelivery::id).containsExactly(batch.get(3).id());
		assertThat(claim(NOW.plusSeconds(100))).extracting(ClaimedDelivery::id).containsExactly(batch.get(2).id());
		assertThat(leases()).isZero();
	}

	@Test
	void theLeaseOfABatchLastsUntilAllOfItIsFinished() {
		List<ClaimedDelivery> batch = addLeased("1", "2");
		ClaimedDelivery first = batch.get(0);
		finish(first, DeliveryStatus.PROCESSED, null);
		this.inbox.store().finish(List.of(FinishedDelivery.processed(first), FinishedDelivery.processed(first)), NOW);
		assertThat(claim(NOW)).isEmpty();
		assertThat(leases()).isOne();
		finish(batch.get(1), DeliveryStatus.PROCESSED, null);
		assertThat(claim(NOW)).isEmpty();
		assertThat(leases()).isZero();
	}

	@Test
	void aBatchOfDuplicatesNeedsNoLease() {
		addLeased("1");
		addLeased("1");
		assertThat(leases()).isOne();
	}

	@Test
	void whoseRowIsLockedWhenItsLeaseEndsIsDueOnceItIsFree() {
		ClaimedDelivery delivery = addLeased("1").get(0);
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.queryForList("SELECT event_id FROM webhook_delivery FOR UPDATE");
			assertThat(CompletableFuture.supplyAsync(() -> claim(NOW.plusSeconds(60))).join()).isEmpty();
		});
		assertThat(claim(NOW.plusSeconds(90))).extracting(ClaimedDelivery::id).containsExactly(delivery.id());
	}

	@Test
	void aTransactionThatFailsLeavesTheLeaseInPlace() {
		ClaimedDelivery delivery = addLeased("1").get(0);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.inbox.store().processInTransaction(delivery, NOW, () -> {
				throw new IllegalStateException();
			}));
		assertThat(claim(NOW)).isEmpty();
		assertThat(leases()).isOne();
		assertThat(claim(NOW.plusSeconds(60))).hasSize(1);
	}

	@Test
	void aTransactionThatTheDatabaseRolledBackIsNotTakenForDone() {
		ClaimedDelivery delivery = addLeased("1").get(0);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.inbox.store().processInTransaction(delivery, NOW, () -> {
				DataSourceUtils.getConnection(this.database).rollback();
				return null;
			}));
		assertThat(claim(NOW.plusSeconds(60))).hasSize(1);
	}

	@Test
	void aBatchKeepsItsLeaseBesideAnEventThatIsNewAfterAll() throws Exception {
		addDead();
		List<Addition> batch = List.of(Samples.leased(Samples.event("stripe", "evt_1"), "a", "b"),
				Samples.due(Samples.event("stripe", "evt_2"), "a"),
				Samples.leased(Samples.event("stripe", "evt_3"), "a"));
		Future<List<AddOutcome>> added = this.transaction.execute((status) -> {
			this.jdbc.queryForList("SELECT id FROM webhook_event FOR UPDATE");
			this.jdbc.update("DELETE FROM webhook_delivery");
			Future<List<AddOutcome>> adding = beginAndWait(() -> this.inbox.store().add(batch, Samples.lease(2), NOW));
			this.jdbc.update("DELETE FROM webhook_event WHERE dedupe_key = 'evt_1'");
			return adding;
		});
		assertThat(end(added)).containsOnly(AddOutcome.ACCEPTED);
		assertThat(claim(NOW)).extracting((delivery) -> delivery.message().key()).containsExactly("evt_2");
		assertThat(this.inbox.archive().backlog(NOW).counts()).containsOnly(Map.entry(DeliveryStatus.PROCESSING, 4L));
		assertThat(claim(NOW.plusSeconds(60))).hasSize(4);
	}

	@Test
	void ofDeliveriesWhoseNodesDiedFewAreClaimedTogether() {
		List<Addition> events = IntStream.range(0, 40)
			.mapToObj((i) -> Samples.due(Samples.event("stripe", "evt_" + i), "a"))
			.toList();
		this.inbox.store().add(events, Samples.lease(1), NOW);
		assertThat(claim(NOW)).hasSize(40);
		assertThat(claim(NOW.plusSeconds(60))).hasSize(16);
	}

	@Test
	void whatHasLostItsLeaseIsFound() {
		ClaimedDelivery lost = addLeased("1").get(0);
		this.jdbc.update("DELETE FROM webhook_lease");
		assertThat(claim(LATER)).isEmpty();
		assertThat(this.inbox.store().recoverLost(NOW.minusSeconds(1), NOW.plusSeconds(1), LATER)).isOne();
		assertThat(claim(LATER)).extracting(ClaimedDelivery::id).containsExactly(lost.id());
	}

	@Test
	void whatHasLostItsOrderKeyIsFound() {
		this.inbox.store().add(List.of(Samples.ordered(Samples.event("stripe", "1"), "k", "a")), Samples.lease(1), NOW);
		this.jdbc.update("DELETE FROM webhook_order_key");
		assertThat(claim(LATER)).isEmpty();
		assertThat(this.inbox.store().recoverLost(NOW.minusSeconds(1), NOW.plusSeconds(1), LATER)).isOne();
		assertThat(claim(LATER)).hasSize(1);
	}

	@Test
	void whatHasItsLeaseIsNotLost() {
		addLeased("1");
		assertThat(this.inbox.store().recoverLost(NOW.minusSeconds(1), NOW.plusSeconds(1), NOW)).isZero();
	}

	@Test
	void applicationsThatShareTheTablesDoNotSeeEachOthersEvents() {
		DeliveryStorage other = JdbcStorage.open(this.database, JdbcStoreSettings.of("other"), null);
		addLeased("1");
		List<Addition> same = List.of(Samples.due(Samples.event("stripe", "1"), "a"));
		assertThat(other.store().add(same, Samples.lease(2), NOW)).containsExactly(AddOutcome.ACCEPTED);
		assertThat(claim(NOW)).isEmpty();
		assertThat(other.archive().count(DeliveryFilter.of())).isOne();
		DeliveryId theirs = other.archive().find(DeliveryFilter.of(), 1).get(0).id();
		assertThat(this.inbox.archive().event(theirs.event())).isNull();
		assertThat(this.inbox.archive().find(DeliveryFilter.of().event(theirs.event()), 1)).isEmpty();
		assertThat(other.archive().backlog(NOW).counts()).containsOnly(Map.entry(DeliveryStatus.PENDING, 1L));
		assertThat(Samples.claim(other, "stripe", NOW, 3, false, "a")).hasSize(1);
	}

	@Test
	void whatCannotBeReadIsGivenBackAndCountsNothing() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), Samples.lease(1), NOW);
		this.jdbc.execute("ALTER TABLE webhook_event RENAME COLUMN context TO missing");
		try {
			assertThatException().isThrownBy(() -> claim(NOW));
		}
		finally {
			this.jdbc.execute("ALTER TABLE webhook_event RENAME COLUMN missing TO context");
		}
		assertThat(claim(NOW)).extracting(ClaimedDelivery::attempt, ClaimedDelivery::takeovers)
			.containsExactly(tuple(1, 0));
	}

	@Test
	void aKeyWhoseFirstDeliveryIsLockedWaitsAndHoldsNoOtherUp() {
		this.inbox.store()
			.add(List.of(Samples.ordered(Samples.event("stripe", "1"), "k", "a"),
					Samples.ordered(Samples.event("stripe", "2"), "other", "a")), Samples.lease(1), NOW);
		this.transaction.executeWithoutResult((status) -> {
			// By the whole primary key, or a database may lock all rows that it looks at
			Object event = this.jdbc.queryForObject("SELECT id FROM webhook_event WHERE dedupe_key = '1'",
					Object.class);
			this.jdbc.queryForList(
					"SELECT event_id FROM webhook_delivery WHERE event_id = ? AND target = 'a' " + "FOR UPDATE", event);
			assertThat(CompletableFuture.supplyAsync(() -> claim(NOW)).join())
				.extracting((delivery) -> delivery.message().key())
				.containsExactly("2");
		});
		assertThat(claim(NOW.plusSeconds(5))).extracting((delivery) -> delivery.message().key()).containsExactly("1");
	}

	ClaimedDelivery claimInOrder(String event, Instant now) {
		this.inbox.store()
			.add(List.of(Samples.ordered(Samples.event("stripe", event), "k", "a")), Samples.lease(1), now);
		return claim(now).get(0);
	}

	int discard(ClaimedDelivery delivery, Instant now) {
		return this.inbox.archive().discard(List.of(delivery.id()), EnumSet.of(DeliveryStatus.PROCESSING), now);
	}

	@Test
	void theOrderKeyOfWhatIsDiscardedIsForgottenWithTheLastOfItsDeliveries() {
		ClaimedDelivery abandoned = claimInOrder("1", NOW);
		assertThat(discard(abandoned, LATER)).isOne();
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_order_key", Integer.class)).isZero();
		this.inbox.store().finish(List.of(FinishedDelivery.processed(abandoned)), LATER);
		assertThat(this.inbox.archive().count(DeliveryFilter.of(DeliveryStatus.DISCARDED))).isOne();
	}

	@Test
	void whatAnotherHasTakenOverInOrderIsNotDiscarded() {
		claimInOrder("1", NOW);
		ClaimedDelivery takenOver = claim(NOW.plusSeconds(60)).get(0);
		assertThat(discard(takenOver, NOW.plusSeconds(61))).isZero();
		assertThat(this.inbox.store().finish(List.of(FinishedDelivery.processed(takenOver)), NOW)).isEmpty();
	}

	@Test
	void whatIsClaimedWhileItIsReassignedStays() throws Exception {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), Samples.lease(1), NOW);
		Future<Integer> reassigned = this.transaction.execute((status) -> {
			this.jdbc.update("UPDATE webhook_delivery SET status = 'PROCESSING', claim_token = 7, next_attempt_at = ?",
					LocalDateTime.ofInstant(LATER, ZoneOffset.UTC));
			return beginAndWait(() -> this.inbox.archive().reassign(new Destination("stripe", "a"), "b", 10, NOW));
		});
		assertThat(end(reassigned)).isZero();
	}

	@Test
	void whatIsRenewedWhileItIsDiscardedIsNot() throws Exception {
		ClaimedDelivery slow = claimInOrder("1", NOW);
		Future<Integer> discarded = this.transaction.execute((status) -> {
			this.jdbc.queryForList("SELECT order_key FROM webhook_order_key FOR UPDATE");
			Future<Integer> discarding = beginAndWait(() -> discard(slow, NOW.plusSeconds(60)));
			this.jdbc.update("UPDATE webhook_order_key SET due_at = ?", LocalDateTime.ofInstant(LATER, ZoneOffset.UTC));
			return discarding;
		});
		assertThat(end(discarded)).isZero();
	}

	@Test
	void deliveriesOfOneKeyThatAreAddedAtOnceAreDeliveredInTheOrderTheyWereCommitted() throws Exception {
		List<CompletableFuture<Void>> adding = IntStream.range(0, 40)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> this.inbox.store()
				.add(List.of(Samples.ordered(Samples.event("stripe", "evt_" + i), "k", "a")), Samples.lease(i), NOW)))
			.toList();
		CompletableFuture.allOf(adding.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		List<Long> positions = this.jdbc.queryForList("SELECT order_position FROM webhook_delivery", Long.class);
		assertThat(positions).hasSize(40).doesNotHaveDuplicates();
	}

	@Test
	void oneBadEventFailsTheBatchAsAWhole() {
		Message bad = Samples.withTypes(Samples.event("stripe", "bad"), "x".repeat(300));
		List<Addition> events = List.of(Samples.due(Samples.event("stripe", "good"), "a"), Samples.due(bad, "a"));
		assertThatException().isThrownBy(() -> this.inbox.store().add(events, Samples.lease(1), NOW))
			.isNotInstanceOf(StoreUnavailableException.class);
		assertThat(this.inbox.archive().count(DeliveryFilter.of())).isZero();
	}

}
