package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a {@link DeliveryListener} is told of the ends of attempts. By the clock, each
 * takes five seconds. Only the attempt that is a transaction needs a database.
 */
class DeliveryListenerTests implements DeliveryHandler {

	private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

	private final Queue<FinishedDelivery> ends = new ConcurrentLinkedQueue<>();

	private volatile Instant now = START;

	private DeliveryStorage storage;

	private DeliveryEngine engine;

	@BeforeEach
	void start() {
		start(MemoryStorage.create());
	}

	private void start(DeliveryStorage storage) {
		this.storage = storage;
		this.engine = new DeliveryEngineBuilder(this.storage, this,
				(destination) -> RetryPolicy.listed(List.of(Duration.ofHours(1)), 0))
			.listeners(List.of(this.ends::add))
			.sources(new Clock() {

				@Override
				public Instant instant() {
					return DeliveryListenerTests.this.now;
				}

				@Override
				public ZoneId getZone() {
					return ZoneOffset.UTC;
				}

				@Override
				public Clock withZone(ZoneId zone) {
					return this;
				}

			}, new Random())
			.build();
		this.engine.start();
	}

	@AfterEach
	void stop() {
		this.engine.stop();
	}

	private static DeliveryStorage inADatabase() {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
			.execute(database);
		return JdbcStorage.open(database, new JdbcStoreSettings("shop", "webhook_", 4),
				new JdbcTransactionManager(database));
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(List.of(new Destination("orders", "mail"), new Destination("orders", "ledger"),
				new Destination("orders", "broken")));
	}

	@Override
	public boolean isTransactional(String target) {
		return target.equals("ledger");
	}

	@Override
	public void handle(ClaimedDelivery delivery) {
		this.now = this.now.plusSeconds(5);
		if (delivery.id().target().equals("broken")) {
			throw new IllegalStateException("broken");
		}
	}

	private FinishedDelivery endAt(String target) {
		Message message = new Message("orders", null, UUID.randomUUID().toString(), List.of("order.paid"), null, START,
				WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		this.engine.accept(List.of(new Submission(message, null, List.of(target))));
		return await().until(this.ends::poll, (end) -> end != null);
	}

	@Test
	void howLongItRanIsToldOfAnAttemptThatSucceeded() {
		FinishedDelivery end = endAt("mail");
		assertThat(end.status()).isEqualTo(DeliveryStatus.PROCESSED);
		assertThat(end.run()).isEqualTo(new FinishedDelivery.Run(START, Duration.ofSeconds(5), false));
	}

	@Test
	void howLongItRanIsToldOfAnAttemptInATransaction() {
		this.engine.stop();
		start(inADatabase());
		FinishedDelivery end = endAt("ledger");
		assertThat(end.status()).isEqualTo(DeliveryStatus.PROCESSED);
		assertThat(end.run()).isEqualTo(new FinishedDelivery.Run(START, Duration.ofSeconds(5), false));
	}

	@Test
	void anAttemptThatFailedIsKept() {
		FinishedDelivery end = endAt("broken");
		assertThat(end.status()).isEqualTo(DeliveryStatus.RETRYING);
		assertThat(end.run()).isEqualTo(new FinishedDelivery.Run(START, Duration.ofSeconds(5), true));
		assertThat(this.storage.archive().attempts(end.delivery().id())).hasSize(1);
	}

	@Test
	void whatAnOperatorRetriesOnceIsGivenUpWhenItFailsAgain() {
		FinishedDelivery first = endAt("broken");
		this.storage.archive().discard(List.of(first.delivery().id()), Set.of(DeliveryStatus.RETRYING), this.now);
		this.storage.archive()
			.retry(List.of(first.delivery().id()), Set.of(DeliveryStatus.DISCARDED), RetryMode.ONCE, this.now);
		FinishedDelivery second = await().until(this.ends::poll, (end) -> end != null);
		assertThat(second.status()).isEqualTo(DeliveryStatus.DEAD);
		assertThat(second.delivery().attempt()).isEqualTo(2);
		assertThat(this.storage.archive().attempts(first.delivery().id())).extracting((attempt) -> attempt.number())
			.containsExactly(1, 2);
	}

}
