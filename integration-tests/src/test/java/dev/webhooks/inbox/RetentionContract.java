package dev.webhooks.inbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.PurgedEvents;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an engine removes when its timer fires, which the tests let it do.
 */
abstract class RetentionContract {

	private static final Instant NOW = Samples.NOW;

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	private final List<Integer> batches = new ArrayList<>();

	private final List<Instant> lookedFrom = new ArrayList<>();

	private boolean failing;

	private Instant now = NOW;

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private JdbcTemplate jdbc;

	private DeliveryStorage inbox;

	private Node application;

	private InboxEngine engine;

	@BeforeEach
	void start() {
		DataSource database = TestDatabase.of(this).empty().dataSource();
		this.jdbc = new JdbcTemplate(database);
		this.inbox = JdbcStorage.open(database, JdbcStoreSettings.of("application"), null);
		this.application = Node.start(Listeners.class, "webhooks.inbox.type=none");
		this.engine = new InboxEngineBuilder(new WebhookInbox(new CountingInbox(this.inbox).storage()),
				this.application.bean(WebhookProviders.class), this.application.bean(WebhookListenerRegistry.class),
				this.application.bean(WebhookDispatcher.class))
			.sources(this.clock, new SecureRandom())
			.timers(Timer::new)
			.build();
	}

	@AfterEach
	void stop() {
		this.engine.stop();
		this.application.close();
	}

	/** Stores events that were received some time ago and processed at once. */
	private void processed(int count, Duration age) {
		Instant then = NOW.minus(age);
		Lease lease = new Lease(1, then.plusSeconds(60));
		finish(add(count, age, lease), lease, then);
	}

	private void finish(List<Addition> events, Lease lease, Instant now) {
		this.inbox.store()
			.finish(events.stream()
				.map((event) -> Samples.leased(event, "a", lease))
				.map(FinishedDelivery::processed)
				.toList(), now);
	}

	private List<Addition> add(int count, Duration age, Lease lease) {
		long millis = NOW.minus(age).toEpochMilli();
		List<Addition> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			UUID id = new UUID(millis << 16 | 0x7000L | i, Long.MIN_VALUE);
			events.add(new Addition(id, Samples.event("unknown", id.toString()), null, List.of("a"), true));
		}
		this.inbox.store().add(events, lease, NOW.minus(age));
		return events;
	}

	private void fireTimer() {
		this.engine.start();
		this.timers.get("webhook-inbox-retention").fire();
	}

	private int count(String condition) {
		Integer count = this.jdbc.queryForObject("SELECT COUNT(*) FROM " + condition, Integer.class);
		return (count != null) ? count : 0;
	}

	@Test
	void theTimerFiresEveryMinute() {
		this.engine.start();
		assertThat(this.timers.get("webhook-inbox-retention").delay).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void nothingIsRemovedBeforeTheTimerFires() {
		processed(1, Duration.ofDays(100));
		this.engine.start();
		assertThat(count("webhook_event WHERE body IS NOT NULL")).isOne();
	}

	@Test
	void bodiesAreKeptFor30Days() {
		processed(1, Duration.ofDays(30));
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NOT NULL")).isOne();
	}

	@Test
	void bodiesAndHeadersAreRemovedAfter30DaysAndTheirRowsStay() {
		processed(1, Duration.ofDays(30).plusMillis(1));
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NULL AND headers = ''")).isOne();
		assertThat(count("webhook_delivery")).isOne();
	}

	@Test
	void rowsAreKeptFor90Days() {
		processed(1, Duration.ofDays(90));
		fireTimer();
		assertThat(count("webhook_event")).isOne();
	}

	@Test
	void rowsAreRemovedAfter90DaysWithTheirDeliveries() {
		processed(1, Duration.ofDays(90).plusMillis(1));
		fireTimer();
		assertThat(count("webhook_event")).isZero();
		assertThat(count("webhook_delivery")).isZero();
	}

	@Test
	void whatIsStillToBeDeliveredStaysHoweverOldItIs() {
		add(1, Duration.ofDays(1000), new Lease(1, NOW.minus(Duration.ofDays(999))));
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NOT NULL")).isOne();
	}

	@Test
	void bodiesAreLookedForOnlyWhereTheyMayBe() {
		fireTimer();
		this.now = NOW.plus(Duration.ofMinutes(1));
		fireTimer();
		this.now = NOW.plus(Duration.ofMinutes(2));
		fireTimer();
		Instant bound = NOW.minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
		assertThat(this.lookedFrom).containsExactly(Instant.EPOCH, bound, bound.plus(Duration.ofMinutes(1)));
	}

	@Test
	void aBodyThatWasStillNeededWhenItsTimeCameIsRemovedWithinADay() {
		Lease lease = new Lease(1, NOW);
		Addition event = add(1, Duration.ofDays(40), lease).get(0);
		fireTimer();
		finish(List.of(event), lease, NOW);
		this.now = NOW.plus(Duration.ofDays(1)).minusMillis(1);
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NULL")).isZero();
		this.now = NOW.plus(Duration.ofDays(1));
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NULL")).isOne();
	}

	@Test
	void whatFailedIsRemovedTheNextTime() {
		processed(1, Duration.ofDays(40));
		this.failing = true;
		fireTimer();
		this.failing = false;
		fireTimer();
		assertThat(count("webhook_event WHERE body IS NULL")).isOne();
	}

	@Test
	void muchIsRemovedInBatchesOf500() {
		processed(1200, Duration.ofDays(91));
		processed(1001, Duration.ofDays(31));
		fireTimer();
		assertThat(this.batches).containsExactly(500, 500, 200, 500, 500, 1);
		assertThat(count("webhook_event")).isEqualTo(1001);
		assertThat(count("webhook_event WHERE body IS NOT NULL")).isZero();
	}

	/**
	 * Runs nothing by itself.
	 */
	private final class Timer extends ScheduledThreadPoolExecutor {

		private Runnable task;

		private Duration delay;

		Timer(ThreadFactory threads) {
			super(1, threads);
			Thread named = threads.newThread(() -> {
			});
			RetentionContract.this.timers.put(named.getName(), this);
		}

		@Override
		public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
			this.task = task;
			this.delay = Duration.of(delay, unit.toChronoUnit());
			return null;
		}

		void fire() {
			this.task.run();
		}

	}

	/**
	 * Takes down how many each batch removed.
	 */
	private final class CountingInbox extends ForwardingInbox {

		CountingInbox(DeliveryStorage target) {
			super(target);
		}

		@Override
		public PurgedEvents purge(UUID after, Instant receivedBefore, int limit) {
			if (RetentionContract.this.failing) {
				throw new StoreUnavailableException("Away", null);
			}
			RetentionContract.this.lookedFrom.add(Instant.ofEpochMilli(after.getMostSignificantBits() >>> 16));
			PurgedEvents purged = super.purge(after, receivedBefore, limit);
			count(purged.count());
			return purged;
		}

		@Override
		public int prune(Instant receivedBefore, int limit) {
			return count(super.prune(receivedBefore, limit));
		}

		private int count(int removed) {
			RetentionContract.this.batches.add(removed);
			return removed;
		}

	}

	static class Listeners {

		@WebhookListener
		void receive() {
		}

	}

}
