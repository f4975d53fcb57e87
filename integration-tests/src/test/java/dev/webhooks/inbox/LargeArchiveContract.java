package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.databases.MeteredDataSource;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators and health ask of large tables reads a part of an index, however large
 * they are. With {@code tests.archive.rows} there are as many deliveries, and the times
 * are printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LargeArchiveContract {

	private static final int ROWS = Integer.getInteger("tests.archive.rows", LargeTables.BLOCK);

	private static final int BLOCKS = ROWS / LargeTables.BLOCK;

	private static final int MOST = DeliveryArchive.MAX_SCANNED;

	private static final int PAGE = 100;

	/** Read for a page of a hundred: by several indexes, and with their events. */
	private static final long FEW = 3000;

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private final TestDatabase server = TestDatabase.of(this).empty();

	private final MeteredDataSource metered = this.server.metered(this.server.dataSource());

	private final DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD);

	private final DeliveryFilter retried = DeliveryFilter.of(DeliveryStatus.RETRYING);

	private final History tables = new History(this.server, this.server.dataSource(), "large_", "k".repeat(43));

	private DeliveryStorage inbox;

	@BeforeAll
	void fill() {
		this.tables.createTables();
		this.inbox = JdbcStorage.open(this.metered, new JdbcStoreSettings("application", "large_", Integer.MAX_VALUE),
				null);
		new LargeTables(this.server, this.server.dataSource(), "large_").fill(ROWS);
		this.tables.analyze();
		this.inbox.store().announce(new UUID(1, 1), List.of(new Destination("busy", "b")), NOW, NOW.minusSeconds(600));
	}

	@AfterAll
	void drop() {
		this.tables.drop();
	}

	private long rows() {
		return this.metered.take().stream().mapToLong(MeteredDataSource.Measured::rows).sum();
	}

	static Stream<DeliveryFilter> byIndexes() {
		DeliveryFilter all = DeliveryFilter.of();
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD);
		DeliveryFilter open = DeliveryFilter.of(DeliveryStatus.RETRYING, DeliveryStatus.PENDING,
				DeliveryStatus.PROCESSING);
		return Stream.of(all, all.channel("busy"), all.channel("quiet"), all.target("a"), all.target("q"),
				all.channel("busy").target("b"), dead, dead.channel("busy"), dead.channel("quiet"),
				dead.channel("busy").target("a"), dead.target("a"), open, open.channel("busy"), open.channel("quiet"),
				open.channel("busy").target("a"), open.target("a"), all.eventId("evt_0_77777"), all.eventId("shared"),
				all.eventId("shared").tenant("00007"), all.eventId("none"), dead.eventId("shared"),
				all.channel("quiet").received(Instant.EPOCH, NOW.plus(Duration.ofDays(9999))));
	}

	@ParameterizedTest
	@MethodSource("byIndexes")
	void pagesReadLittleMoreThanTheyShow(DeliveryFilter filter) {
		this.metered.take();
		DeliveryPage page = this.inbox.archive().page(filter, null, PAGE);
		assertThat(rows()).isLessThan(FEW);
		assertThat(page.complete()).isTrue();
		DeliveryPage next = (page.next() != null) ? this.inbox.archive().page(filter, page.next(), PAGE) : page;
		assertThat(rows()).isLessThan(FEW);
		assertThat(next.complete()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("byIndexes")
	void pagesThatBeginDeepInTheHistoryReadNoMore(DeliveryFilter filter) {
		DeliveryCursor deep = new DeliveryCursor(UUID.fromString("019a0000-0999-7000-8000-000000000000"), "a");
		this.metered.take();
		DeliveryPage page = this.inbox.archive().page(filter, deep, PAGE);
		assertThat(rows()).isLessThan(FEW);
		assertThat(page.deliveries()).allMatch((view) -> DeliveryCursor.of(view.id()).compareTo(deep) > 0);
	}

	@Test
	void whatIsRareIsFoundBesideWhatIsFrequent() {
		assertThat(this.inbox.archive().page(this.dead.channel("quiet"), null, MOST / 10).deliveries())
			.extracting(WebhookDelivery::channel)
			.hasSize(BLOCKS)
			.containsOnly("quiet");
		assertThat(this.inbox.archive().page(DeliveryFilter.of().eventId("shared"), null, 1000).deliveries())
			.extracting(WebhookDelivery::tenant)
			.hasSize(400)
			.doesNotHaveDuplicates();
	}

	@Test
	void pagesFollowEachOtherWithoutGapsAndRepetitions() {
		List<WebhookDelivery> found = new ArrayList<>();
		DeliveryFilter busy = this.retried.channel("busy");
		DeliveryCursor next = null;
		do {
			DeliveryPage page = this.inbox.archive().page(busy, next, 1000);
			found.addAll(page.deliveries());
			next = page.next();
		}
		while (next != null && found.size() < 2 * MOST);
		assertThat(found).hasSize(2 * MOST)
			.isSortedAccordingTo((one, other) -> DeliveryCursor.of(one.id()).compareTo(DeliveryCursor.of(other.id())))
			.doesNotHaveDuplicates();
	}

	static Stream<DeliveryFilter> bounded() {
		DeliveryFilter all = DeliveryFilter.of();
		return Stream.of(all.type("none"), all.tenant("none"), DeliveryFilter.of(DeliveryStatus.DISCARDED),
				DeliveryFilter.of(DeliveryStatus.DEAD).type("none"), all.channel("busy").type("none"),
				all.target("a").tenant("none"), DeliveryFilter.of(DeliveryStatus.DEAD).channel("busy").target("b"));
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void whatNoIndexTellsIsLookedForUpToALimit(DeliveryFilter filter) {
		this.metered.take();
		assertThat(this.inbox.archive().page(filter, null, PAGE).deliveries()).isEmpty();
		assertThat(rows()).isLessThan(6 * MOST);
	}

	@Test
	void theBacklogOfChannelsReadsNoMoreThanItCounts() {
		this.metered.take();
		Map<String, ChannelBacklog> channels = this.inbox.archive().channels(NOW);
		assertThat(this.metered.take()).allMatch((statement) -> statement.rows() <= 8 * MOST);
		assertThat(channels).containsOnlyKeys("busy", "other", "quiet");
		assertThat(channels.get("busy")).extracting(ChannelBacklog::open, ChannelBacklog::due, ChannelBacklog::dead)
			.containsExactly((long) MOST, 0L, (long) MOST);
		assertThat(channels.get("other")).extracting(ChannelBacklog::open, ChannelBacklog::dead)
			.containsExactly(0L, 0L);
		assertThat(channels.get("quiet")).extracting(ChannelBacklog::open, ChannelBacklog::due, ChannelBacklog::dead)
			.containsExactly((long) BLOCKS, (long) BLOCKS, (long) BLOCKS);
		assertThat(channels.get("quiet").oldestDue()).isEqualTo(Instant.ofEpochMilli(0x019a_0005_5555L));
		assertThat(channels.get("busy").lastReceived())
			.isEqualTo(Instant.ofEpochMilli((0x019aL << 32) + ((BLOCKS - 1L) << 20) + 0x9_9995L));
	}

	@Test
	void orphansAreCountedUpToALimit() {
		this.metered.take();
		assertThat(this.inbox.archive().findOrphans()).containsExactlyInAnyOrder(
				new OrphanedDestination(new Destination("busy", "a"), MOST),
				new OrphanedDestination(new Destination("quiet", "q"), BLOCKS));
		assertThat(rows()).isLessThan(5 * MOST);
	}

	@Test
	@EnabledIfSystemProperty(named = "tests.archive.rows", matches = "\\d+")
	void times() {
		DeliveryStorage plain = JdbcStorage.open(this.server.dataSource(),
				new JdbcStoreSettings("application", "large_", Integer.MAX_VALUE), null);
		Map<String, Runnable> questions = new LinkedHashMap<>();
		questions.put("backlog of channels", () -> plain.archive().channels(NOW));
		questions.put("orphans", () -> plain.archive().findOrphans());
		questions.put("gates", () -> plain.store().closedGates(NOW));
		questions.put("exact backlog", () -> plain.archive().backlog(NOW));
		byIndexes()
			.forEach((filter) -> questions.put("page of " + filter, () -> plain.archive().page(filter, null, PAGE)));
		bounded()
			.forEach((filter) -> questions.put("in vain " + filter, () -> plain.archive().page(filter, null, PAGE)));
		System.out.printf("%s, %,d deliveries%n", this.server, ROWS);
		questions.forEach((what, question) -> {
			List<Long> nanos = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				long start = System.nanoTime();
				question.run();
				nanos.add(System.nanoTime() - start);
			}
			long first = nanos.remove(0);
			nanos.sort(null);
			System.out.printf("%8.1f ms at first, %8.1f ms then: %s%n", first / 1e6, nanos.get(2) / 1e6, what);
		});
	}

}
