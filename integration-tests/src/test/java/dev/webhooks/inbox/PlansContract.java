package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.databases.MeteredDataSource;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryCount;
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
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DueDestination;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many rows a database reads for each statement of the inbox, where it holds a long
 * history and many dead deliveries of one order key. Statements find what they need by
 * indexes, both where the database knows its tables and where it knows them empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlansContract {

	private static final Instant NOW = History.END.plusSeconds(3600);

	private static final Instant LATER = NOW.plusSeconds(60);

	private static final Destination TARGET = new Destination("stripe", "a");

	/** What is open, and what batches of it are. */
	private static final long FEW = 2000;

	/** What is open or dead, found, sorted and joined. */
	private static final long OPEN_AND_DEAD = 5 * (History.DEAD + FEW);

	private final TestDatabase server = TestDatabase.of(this).empty();

	private final Map<Statistics, DeliveryStorage> inboxes = new EnumMap<>(Statistics.class);

	private final HikariDataSource connection = this.server.connectionThatKeepsPlans();

	private final Map<Statistics, MeteredDataSource> databases = databases();

	private MeteredDataSource database = this.databases.get(Statistics.CURRENT);

	private final List<History> histories = new ArrayList<>();

	private int events;

	@AfterAll
	void drop() {
		this.connection.close();
		this.histories.forEach(History::drop);
	}

	private Map<Statistics, MeteredDataSource> databases() {
		MeteredDataSource pool = this.server.metered(this.server.dataSource());
		return Map.of(Statistics.CURRENT, pool, Statistics.STALE, pool, Statistics.PREPARED,
				this.server.metered(this.connection));
	}

	private DeliveryStorage inbox(Statistics statistics) {
		this.database = this.databases.get(statistics);
		DeliveryStorage inbox = this.inboxes.computeIfAbsent(statistics, this::create);
		this.database.take();
		return inbox;
	}

	private DeliveryStorage create(Statistics statistics) {
		String prefix = statistics.name().toLowerCase(Locale.ROOT) + "_";
		History history = new History(this.server, this.server.dataSource(), prefix, "k".repeat(43));
		this.histories.add(history);
		history.createTables();
		if (statistics == Statistics.STALE) {
			history.analyze();
		}
		if (statistics != Statistics.CURRENT) {
			history.keepStatistics();
		}
		DeliveryStorage inbox = JdbcStorage.open(this.database,
				new JdbcStoreSettings("application", prefix, Integer.MAX_VALUE),
				new JdbcTransactionManager(this.database));
		if (statistics == Statistics.PREPARED) {
			rehearse(inbox);
			history.clear();
		}
		history.fill();
		open(inbox);
		if (statistics == Statistics.CURRENT) {
			history.analyze();
		}
		return inbox;
	}

	/** Has each statement planned while next to nothing is in the tables. */
	private void rehearse(DeliveryStorage inbox) {
		open(inbox);
		inbox.store().add(List.of(redelivered("first")), Samples.lease(2, NOW), NOW);
		inbox.store().add(List.of(redelivered("first")), Samples.lease(2, NOW), NOW);
		inbox.store().releaseEndedLeases(NOW.plusSeconds(61));
		List<ClaimedDelivery> claimed = claim(inbox, LATER.plusSeconds(1), 20);
		inbox.store().renew(claimed, LATER.plusSeconds(60));
		Assertions.assertThatNoException()
			.isThrownBy(() -> inbox.store().processInTransaction(claimed.get(0), LATER, () -> null));
		inbox.store().finish(claimed.stream().map(FinishedDelivery::processed).toList(), LATER);
		claim(inbox, LATER.plusSeconds(1), 20);
		inbox.retention().purge(new UUID(0, 0), NOW.minus(Duration.ofDays(14)), 500);
		inbox.retention().prune(NOW.minus(Duration.ofDays(14)), 500);
		inbox.store().recoverLost(NOW.minusSeconds(60), NOW.plusSeconds(1), NOW);
		inbox.archive().backlog(LATER);
		inbox.store().announce(new UUID(1, 1), List.of(new Destination("stripe", "b")), NOW, NOW.minusSeconds(600));
		inbox.archive().findOrphans();
		inbox.store().unblock(NOW);
		inbox.archive().reassign(TARGET, "c", 10, LATER);
		inbox.archive().reassign(new Destination("stripe", "c"), "a", 10, LATER);
		Stream.of(DeliveryStatus.values()).map(DeliveryFilter::of).forEach((filter) -> rehearse(inbox, filter));
		rehearse(inbox, DeliveryFilter.of());
		rehearse(inbox, DeliveryFilter.of().channel("stripe"));
		rehearse(inbox, DeliveryFilter.of().target("a"));
		rehearse(inbox, DeliveryFilter.of().eventId("first"));
		inbox.archive().find(DeliveryFilter.of().event(new UUID(1, 1)), 1);
		inbox.archive().event(new UUID(1, 1));
		rehearse(inbox, DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING));
		rehearse(inbox, DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING).type("invoice.paid"));
	}

	private static Addition redelivered(String event) {
		return new Addition(Samples.id(), Samples.event("stripe", event, NOW), null, List.of("a"), true);
	}

	private static void rehearse(DeliveryStorage inbox, DeliveryFilter statuses) {
		DeliveryFilter recent = statuses.received(NOW.minusSeconds(9), NOW.plusSeconds(1));
		Stream
			.of(statuses, statuses.type("none"), statuses.channel("none"), recent, recent.type("none"),
					recent.channel("none").type("none"))
			.forEach((filter) -> {
				inbox.archive().find(filter, 100);
				inbox.archive().count(filter);
				inbox.archive().retry(filter.channel("none"), 10_000, RetryMode.ANEW, NOW);
				inbox.archive().discard(filter.channel("none"), 10_000, NOW);
				if (!filter.statuses().isEmpty()) {
					inbox.archive().find(filter, 1).forEach((delivery) -> {
						inbox.archive().retry(List.of(delivery.id()), filter.statuses(), RetryMode.ANEW, NOW);
						inbox.archive().discard(List.of(delivery.id()), filter.statuses(), NOW);
					});
				}
			});
	}

	/** Adds open deliveries of every kind. */
	private void open(DeliveryStorage inbox) {
		inbox.store().add(events(100, null, true), Samples.lease(1, NOW), NOW);
		inbox.store().add(events(100, null, false), Samples.lease(2, NOW), NOW);
		inbox.store().add(events(100, "key", false), Samples.lease(3, NOW), NOW);
		inbox.store().add(events(100, "of many", false), Samples.lease(3, NOW), NOW);
	}

	private List<Addition> events(int count, String key, boolean leased) {
		return IntStream.range(0, count).mapToObj((i) -> {
			int number = this.events++;
			UUID id = new UUID(NOW.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE | number);
			return new Addition(id, Samples.event("stripe", "open_" + number, NOW), key, List.of("a"), leased);
		}).toList();
	}

	private void assertRead(long most) {
		List<MeteredDataSource.Measured> statements = this.database.take();
		assertThat(statements).isNotEmpty();
		assertThat(statements).filteredOn((statement) -> statement.rows() > most).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsAddedIsFoundClaimedAndFinishedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		for (String key : new String[] { null, "key", "other" }) {
			inbox.store().add(events(20, key, false), Samples.lease(4, LATER), LATER);
		}
		List<ClaimedDelivery> claimed = claim(inbox, LATER, 50);
		assertThat(claimed).hasSizeGreaterThan(20);
		inbox.store().renew(claimed, LATER.plusSeconds(60));
		inbox.store().finish(claimed.stream().map(FinishedDelivery::processed).toList(), LATER);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDueAmongAllDestinationsIsFoundWithoutAScan(Statistics statistics) {
		assertThat(inbox(statistics).store().findDue(null, 100, LATER).due()).extracting(DueDestination::destination)
			.contains(TARGET);
		assertRead(FEW);
	}

	private static List<ClaimedDelivery> claim(DeliveryStorage inbox, Instant now, int count) {
		return inbox.store()
			.findDue(List.of(TARGET), now)
			.stream()
			.flatMap((due) -> inbox.store()
				.claim(new ClaimRequest(due, new ClaimRequest.Room(count, 1_000_000, 0), false, now),
						() -> new Lease(System.nanoTime(), now.plusSeconds(60)))
				.stream())
			.toList();
	}

	@ParameterizedTest
	@EnumSource
	void leasesAreReleasedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		inbox.store().add(events(20, null, true), Samples.lease(System.nanoTime(), NOW), NOW);
		inbox.store().releaseEndedLeases(NOW.plusSeconds(61));
		assertThat(claim(inbox, NOW.plusSeconds(61), 500)).hasSizeGreaterThan(20);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void aRedeliveryIsRecognizedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		List<Addition> again = List.of(redelivered("done_00001"));
		assertThat(inbox.store().add(again, Samples.lease(5, NOW), NOW)).containsExactly(AddOutcome.DUPLICATE);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionalListenerRunsWithoutAScan(Statistics statistics) throws Exception {
		DeliveryStorage inbox = inbox(statistics);
		inbox.store().add(events(1, "transactional", false), Samples.lease(6, NOW), NOW);
		ClaimedDelivery claimed = claim(inbox, LATER, 500).get(0);
		assertThat(inbox.store().processInTransaction(claimed, NOW, () -> null)).isTrue();
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void bodiesArePurgedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		assertThat(inbox.retention().purge(new UUID(0, 0), NOW.minus(Duration.ofDays(14)), 500).count()).isEqualTo(500);
		assertRead(5 * 500);
	}

	@ParameterizedTest
	@EnumSource
	void eventsArePrunedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		assertThat(inbox.retention().prune(NOW.minus(Duration.ofDays(14)), 500)).isEqualTo(500);
		assertRead(6 * 500);
	}

	@ParameterizedTest
	@EnumSource
	void lostDeliveriesAreLookedForInTheirHourOnly(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		Instant day = NOW.minus(Duration.ofDays(14));
		inbox.store().recoverLost(day, day.plusSeconds(3600), NOW);
		inbox.store().recoverLost(NOW.minusSeconds(60), NOW.plusSeconds(1), NOW);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void theBacklogIsCountedWithoutTheHistory(Statistics statistics) {
		Backlog backlog = inbox(statistics).archive().backlog(LATER);
		assertThat(backlog.count(DeliveryStatus.DEAD)).isGreaterThan(History.DEAD / 2);
		assertRead(OPEN_AND_DEAD);
	}

	@Test
	void whatIsHeldUpByAGateIsNotRead() {
		DeliveryStorage inbox = withThousandDue("gates_");
		inbox.store().close(new Gate(TARGET, Gate.UNTIL_OPENED, null), NOW);
		this.database.take();
		assertThat(inbox.store().findDue(List.of(TARGET), LATER)).isEmpty();
		assertRead(200);
	}

	@Test
	void ofWhatIsDueOnlyTheFirstIsRead() {
		DeliveryStorage inbox = withThousandDue("due_");
		this.database.take();
		assertThat(inbox.store().findDue(List.of(TARGET), LATER)).hasSize(1);
		assertRead(200);
	}

	private DeliveryStorage withThousandDue(String prefix) {
		History history = new History(this.server, this.server.dataSource(), prefix, "k".repeat(43));
		this.histories.add(history);
		history.createTables();
		this.database = this.databases.get(Statistics.CURRENT);
		DeliveryStorage inbox = JdbcStorage.open(this.database,
				new JdbcStoreSettings("application", prefix, Integer.MAX_VALUE), null);
		for (int i = 0; i < 10; i++) {
			inbox.store().add(events(100, null, false), Samples.lease(4, NOW), NOW);
		}
		history.analyze();
		return inbox;
	}

	@ParameterizedTest
	@EnumSource
	void orphansAreFoundAndGivenToAnotherWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		inbox.store().announce(new UUID(1, 1), List.of(new Destination("stripe", "b")), NOW, NOW.minusSeconds(600));
		assertThat(inbox.archive().findOrphans()).extracting(OrphanedDestination::destination).contains(TARGET);
		inbox.store().unblock(NOW);
		assertRead(FEW);
		inbox.archive().reassign(TARGET, "c", 10, LATER);
		inbox.archive().reassign(new Destination("stripe", "c"), "a", 10, LATER);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void byAnOpenStatusNoHistoryIsRead(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		for (DeliveryStatus status : DeliveryStatus.values()) {
			if (status.isOpen()) {
				DeliveryFilter filter = DeliveryFilter.of(status);
				inbox.archive().find(filter, 100);
				inbox.archive().count(filter);
				inbox.archive().find(filter.channel("none").type("none").received(NOW.minusSeconds(9), NOW), 100);
				inbox.archive().count(filter.channel("none").type("none").received(NOW.minusSeconds(9), NOW));
			}
		}
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void deadOnesAreFoundWithoutTheHistory(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD);
		assertThat(inbox.archive().find(dead, 100)).hasSize(100);
		assertThat(inbox.archive().count(dead)).isGreaterThan(History.DEAD / 2);
		assertThat(inbox.archive().find(dead.type("none"), 100)).isEmpty();
		assertThat(inbox.archive().find(dead.channel("none"), 100)).isEmpty();
		assertThat(inbox.archive().find(DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING), 100))
			.hasSize(100);
		assertRead(OPEN_AND_DEAD);
	}

	@ParameterizedTest
	@EnumSource
	void theLatestAreFoundFromTheNewestDown(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		assertThat(inbox.archive().find(DeliveryFilter.of(), 100)).hasSize(100);
		assertThat(inbox.archive().find(DeliveryFilter.of(DeliveryStatus.PROCESSED), 100)).hasSize(100);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void thoseOfAChannelATargetOrAnEventAreFoundWithoutTheHistory(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		for (DeliveryFilter filter : List.of(DeliveryFilter.of().channel("stripe"), DeliveryFilter.of().target("a"),
				DeliveryFilter.of(DeliveryStatus.PROCESSED).channel("stripe").target("a"))) {
			DeliveryPage first = inbox.archive().page(filter, null, 100);
			DeliveryPage second = inbox.archive().page(filter, first.next(), 100);
			assertThat(second.deliveries()).hasSize(100).doesNotContainAnyElementsOf(first.deliveries());
		}
		for (DeliveryFilter filter : List.of(DeliveryFilter.of().channel("none"), DeliveryFilter.of().target("none"),
				DeliveryFilter.of(DeliveryStatus.PROCESSED).channel("stripe").target("none"),
				DeliveryFilter.of().eventId("none"))) {
			assertThat(inbox.archive().page(filter, null, 100).deliveries()).isEmpty();
		}
		List<WebhookDelivery> found = inbox.archive()
			.page(DeliveryFilter.of().eventId("done_00007"), null, 100)
			.deliveries();
		assertThat(found).hasSize(1);
		assertThat(inbox.archive().event(found.get(0).id().event())).isNotNull();
		assertThat(this.database.take().stream().mapToLong(MeteredDataSource.Measured::rows).sum())
			.isLessThan(10 * FEW);
	}

	@ParameterizedTest
	@EnumSource
	void whatNoIndexFindsIsLookedForUpToALimitAndThenFurtherOn(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		DeliveryFilter none = DeliveryFilter.of(DeliveryStatus.PROCESSED).type("none").received(History.BEGIN, NOW);
		DeliveryPage page = inbox.archive().page(none, null, 100);
		assertThat(page.deliveries()).isEmpty();
		assertThat(page.complete()).isFalse();
		assertThat(page.next().receivedAbout()).isBetween(History.END.minus(Duration.ofDays(7)), NOW);
		DeliveryCount count = inbox.archive().count(none, null);
		assertThat(count.isComplete()).isFalse();
		List<MeteredDataSource.Measured> statements = this.database.take();
		assertThat(statements).filteredOn((statement) -> statement.rows() > FEW).isEmpty();
		assertThat(statements.stream().mapToLong(MeteredDataSource.Measured::rows).sum())
			.isLessThan(6 * 2 * DeliveryArchive.MAX_SCANNED);
		DeliveryPage beforeTheFirst = inbox.archive()
			.page(none.received(History.BEGIN.minus(Duration.ofDays(9)), History.BEGIN.minus(Duration.ofDays(8))), null,
					1);
		assertThat(beforeTheFirst).isEqualTo(new DeliveryPage(List.of(), null, true));
	}

	@Test
	void whatIsLookedForInStepsIsAllFound() {
		DeliveryStorage inbox = inbox(Statistics.CURRENT);
		DeliveryFilter oldest = DeliveryFilter.of(DeliveryStatus.PROCESSED, DeliveryStatus.DISCARDED)
			.received(History.BEGIN, History.BEGIN.plusSeconds(4));
		int steps = 0;
		DeliveryPage page = inbox.archive().page(oldest.type("invoice.paid"), null, 100);
		assertThat(page.next()).as("a time bounds what is looked at").isNull();
		assertThat(page.deliveries()).isNotEmpty();
		DeliveryCount count = inbox.archive()
			.count(DeliveryFilter.of(DeliveryStatus.PROCESSED, DeliveryStatus.DEAD), null);
		long all = count.count();
		for (; !count.isComplete(); steps++) {
			count = inbox.archive()
				.count(DeliveryFilter.of(DeliveryStatus.PROCESSED, DeliveryStatus.DEAD), count.next());
			all += count.count();
		}
		assertThat(steps).isGreaterThanOrEqualTo(9);
		assertThat(all).isGreaterThan(History.PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void ofATimeOnlyThatPartOfTheHistoryIsRead(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		Instant day = NOW.minus(Duration.ofDays(14));
		DeliveryFilter hour = DeliveryFilter.of(DeliveryStatus.PROCESSED).received(day, day.plusSeconds(3600));
		inbox.archive().find(hour.type("none"), 100);
		inbox.archive().count(hour);
		inbox.archive().count(DeliveryFilter.of(DeliveryStatus.DISCARDED).received(day, day.plusSeconds(3600)));
		assertRead(5 * FEW);
	}

	@ParameterizedTest
	@EnumSource
	void oneIsRetriedAndDiscardedWithoutAScan(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		DeliveryId id = inbox.archive().find(DeliveryFilter.of(DeliveryStatus.DEAD), 1).get(0).id();
		this.database.take();
		assertThat(inbox.archive().retry(List.of(id), EnumSet.of(DeliveryStatus.DEAD), RetryMode.ANEW, NOW)).isOne();
		assertThat(inbox.archive().discard(List.of(id), EnumSet.of(DeliveryStatus.PENDING), NOW)).isOne();
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void thoseOfAFilterAreRetriedAndDiscardedWithoutTheHistory(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		inbox.store().add(events(20, null, false), Samples.lease(8, NOW), NOW);
		inbox.store().add(events(20, "changed", false), Samples.lease(9, NOW), NOW);
		DeliveryFilter open = DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING).type("invoice.paid");
		DeliveryFilter latest = open.received(NOW.minusSeconds(9), NOW.plusSeconds(1));
		assertThat(inbox.archive().retry(latest, 10_000, RetryMode.ANEW, NOW)).isGreaterThanOrEqualTo(40);
		assertThat(inbox.archive().discard(open, 10_000, NOW)).isGreaterThanOrEqualTo(40);
		open(inbox);
		assertRead(FEW);
	}

	@ParameterizedTest
	@EnumSource
	void deadOnesOfAFilterAreRetriedAndDiscardedWithoutTheHistory(Statistics statistics) {
		DeliveryStorage inbox = inbox(statistics);
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD);
		Instant begin = History.END.minus(Duration.ofHours(19));
		DeliveryFilter some = dead.received(begin, begin.plusSeconds(1800));
		int retried = inbox.archive().retry(some, 10_000, RetryMode.ANEW, NOW);
		assertThat(retried).isGreaterThan(100);
		DeliveryFilter pending = DeliveryFilter.of(DeliveryStatus.PENDING).received(begin, begin.plusSeconds(1800));
		assertThat(inbox.archive().discard(pending, 10_000, NOW)).isEqualTo(retried);
		DeliveryFilter others = dead.received(begin.minusSeconds(7200), begin.minusSeconds(5400));
		assertThat(inbox.archive().discard(others, 10_000, NOW)).isGreaterThan(100);
		assertRead(OPEN_AND_DEAD);
	}

	/**
	 * What a database knows of the tables.
	 */
	enum Statistics {

		/** What is in them. */
		CURRENT,

		/** That they were empty once. */
		STALE,

		/** That, and the plans are of that time, too, where a database keeps plans. */
		PREPARED

	}

}
