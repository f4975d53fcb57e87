package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An engine that runs what is due when it is asked to, and not by itself.
 */
class DueDeliveriesTests {

	private static final Destination HERE = new Destination("default", "target");

	private final StandingClock clock = new StandingClock();

	private final List<String> handled = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private DeliveryStorage storage;

	private DeliveryEngine engine;

	private int failures;

	@AfterEach
	void stop() {
		if (this.engine != null) {
			this.engine.stop();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatWasAcceptedWaitsUntilItIsAskedFor(Store store) {
		start(store);
		accept("1", null);
		assertThat(statuses()).containsExactly(DeliveryStatus.PENDING);
		this.engine.runDue();
		assertThat(this.handled).containsExactly("1");
		assertThat(statuses()).containsExactly(DeliveryStatus.PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void itRunsOnTheThreadThatAsks(Store store) {
		start(store);
		accept("1", null);
		this.engine.runDue();
		assertThat(this.threads).containsExactly(Thread.currentThread());
	}

	@ParameterizedTest
	@EnumSource
	void whatFailedWaitsForItsTime(Store store) {
		start(store);
		this.failures = 1;
		accept("1", null);
		this.engine.runDue();
		this.engine.runDue();
		assertThat(this.handled).containsExactly("1");
		assertThat(statuses()).containsExactly(DeliveryStatus.RETRYING);
		this.clock.now = this.clock.now.plus(Duration.ofMinutes(1));
		this.engine.runDue();
		assertThat(this.handled).containsExactly("1", "1");
		assertThat(statuses()).containsExactly(DeliveryStatus.PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void thoseOfAKeyRunInOrder(Store store) {
		start(store);
		List<String> ids = new ArrayList<>();
		for (int i = 100; i < 300; i++) {
			ids.add(String.valueOf(i));
			accept(String.valueOf(i), "key");
		}
		this.engine.runDue();
		assertThat(this.handled).isEqualTo(ids);
		assertThat(statuses()).hasSize(200).containsOnly(DeliveryStatus.PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void whatComesWhileItRunsIsRunToo(Store store) {
		start(store);
		accept("more", null);
		this.engine.runDue();
		assertThat(this.handled).containsExactlyInAnyOrder("more", "of more");
		assertThat(statuses()).containsOnly(DeliveryStatus.PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void whatIsBehindAClosedGateWaits(Store store) {
		start(store);
		this.storage.store().close(new Gate(HERE, Gate.UNTIL_OPENED, null), this.clock.instant());
		accept("1", null);
		this.engine.runDue();
		assertThat(this.handled).isEmpty();
		this.storage.store().open(HERE);
		this.engine.runDue();
		assertThat(this.handled).containsExactly("1");
	}

	@Test
	void anEngineThatDeliversByItselfIsNotAsked() {
		create(Store.MEMORY);
		assertThatIllegalStateException().isThrownBy(this.engine::runDue);
		this.engine.start();
		assertThatIllegalStateException().isThrownBy(this.engine::runDue);
	}

	@Test
	void anEngineThatHasStoppedIsNotAsked() {
		start(Store.MEMORY);
		this.engine.stop();
		assertThatIllegalStateException().isThrownBy(this.engine::runDue);
	}

	@Test
	void whatWasLeftIsDeliveredByAnEngineThatDeliversByItself() throws InterruptedException {
		start(Store.MEMORY);
		accept("1", null);
		this.engine.stop();
		this.engine.start();
		synchronized (this.handled) {
			while (this.handled.isEmpty()) {
				this.handled.wait(10_000);
			}
		}
		assertThat(this.handled).containsExactly("1");
	}

	private void start(Store store) {
		create(store);
		this.engine.startOnDemand();
	}

	private void create(Store store) {
		this.storage = store.open();
		this.engine = new DeliveryEngineBuilder(this.storage, new Target(), (destination) -> RetryPolicy.DEFAULT)
			.sources(this.clock, new SecureRandom())
			.build();
	}

	private void accept(String id, String key) {
		Message message = new Message("default", null, id, List.of("order.shipped"), null, this.clock.instant(),
				WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		this.engine.accept(List.of(new Submission(message, key, List.of("target"))));
	}

	private List<DeliveryStatus> statuses() {
		return this.storage.archive().find(DeliveryFilter.of(), 1000).stream().map(WebhookDelivery::status).toList();
	}

	private enum Store {

		MEMORY, H2;

		DeliveryStorage open() {
			if (this == MEMORY) {
				return MemoryStorage.create();
			}
			JdbcDataSource database = new JdbcDataSource();
			database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
			new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
				.execute(database);
			return JdbcStorage.open(database, JdbcStoreSettings.of("shop"), null);
		}

	}

	private static final class StandingClock extends Clock {

		private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	private final class Target implements DeliveryHandler {

		@Override
		public Destinations destinations() {
			return Destinations.of(List.of(HERE));
		}

		@Override
		public void handle(ClaimedDelivery delivery) {
			synchronized (DueDeliveriesTests.this.handled) {
				DueDeliveriesTests.this.handled.add(delivery.message().key());
				DueDeliveriesTests.this.handled.notifyAll();
			}
			DueDeliveriesTests.this.threads.add(Thread.currentThread());
			if (delivery.message().key().equals("more")) {
				accept("of more", null);
			}
			if (DueDeliveriesTests.this.failures-- > 0) {
				throw new IllegalStateException("not yet");
			}
		}

	}

}
