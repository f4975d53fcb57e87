package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes, each with a storage of its own, of which one pauses one of three hundred
 * targets. All that they share is a database.
 */
class PausedTargetTests {

	private static final int TARGETS = 300;

	private static final int PER_MESSAGE = 100;

	private static final String PAUSED = "177";

	private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

	private static final DeliveryFilter WAITING = DeliveryFilter.of(DeliveryStatus.PENDING);

	private final JdbcDataSource database = new JdbcDataSource();

	private final List<Node> nodes = new ArrayList<>();

	@BeforeEach
	void create() {
		this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
			.execute(this.database);
	}

	@AfterEach
	void stop() {
		this.nodes.forEach((node) -> node.engine.stop());
	}

	private Node start() {
		Node node = new Node(JdbcStorage.open(this.database, JdbcStoreSettings.of("shop"), null));
		node.engine.start();
		this.nodes.add(node);
		return node;
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(60));
	}

	@Test
	void itsDeliveriesAloneWaitAndSpendNoAttempt() {
		Node node = start();
		node.pause();
		node.awaitPaused();
		node.acceptForAll("first");
		await().until(() -> node.handled.size() == TARGETS - 1);
		assertThat(node.handled).doesNotContain(PAUSED);
		assertThat(node.storage.archive().find(WAITING, 10)).singleElement()
			.satisfies((delivery) -> assertThat(delivery.id().target()).isEqualTo(PAUSED))
			.extracting(WebhookDelivery::attempts)
			.isEqualTo(0);
	}

	@Test
	void itIsStillPausedAfterARestart() {
		Node before = start();
		before.pause();
		before.awaitPaused();
		before.acceptForAll("first");
		await().until(() -> before.handled.size() == TARGETS - 1);
		before.engine.stop();
		Node after = start();
		after.acceptForAll("second");
		await().until(() -> after.handled.size() == TARGETS - 1);
		assertThat(after.handled).doesNotContain(PAUSED);
		assertThat(after.storage.archive().find(WAITING, 10)).extracting((delivery) -> delivery.id().target())
			.containsExactly(PAUSED, PAUSED);
		after.storage.store().open(new Destination("default", PAUSED));
		await().until(() -> after.attempts.getOrDefault(PAUSED, 0) == 2);
	}

	@Test
	void anotherNodeKnowsItWithinAFewPollIntervals() {
		Node one = start();
		Node other = start();
		one.pause();
		other.awaitPaused();
		other.acceptForAll("first");
		await().until(() -> one.handled.size() + other.handled.size() == TARGETS - 1);
		assertThat(one.handled).doesNotContain(PAUSED);
		assertThat(other.handled).doesNotContain(PAUSED);
	}

	/**
	 * An engine with a storage.
	 */
	private static final class Node implements DeliveryHandler {

		private final DeliveryStorage storage;

		private final Set<String> handled = ConcurrentHashMap.newKeySet();

		private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

		private final DeliveryEngine engine;

		Node(DeliveryStorage storage) {
			this.storage = storage;
			EngineSettings usual = EngineSettings.DEFAULT;
			this.engine = new DeliveryEngineBuilder(storage, this, (destination) -> RetryPolicy.DEFAULT)
				.settings(new EngineSettings(usual.accept(), 8, usual.bufferSize(), usual.lease(), POLL_INTERVAL, false,
						usual.retention(), usual.shutdownTimeout()))
				.build();
		}

		void pause() {
			Gate gate = new Gate(new Destination("default", PAUSED), Gate.UNTIL_OPENED, "for the test");
			this.storage.store().close(gate, Instant.EPOCH);
		}

		void awaitPaused() {
			await().atMost(POLL_INTERVAL.multipliedBy(6))
				.until(() -> this.engine.gates().closed("default", List.of(PAUSED)) != null);
		}

		void acceptForAll(String id) {
			for (int i = 0; i < TARGETS; i += PER_MESSAGE) {
				Message message = new Message("default", null, id + i, List.of("order.shipped"), null, Instant.EPOCH,
						WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
				List<String> targets = IntStream.range(i, i + PER_MESSAGE).mapToObj(String::valueOf).toList();
				this.engine.accept(List.of(new Submission(message, null, targets)));
			}
		}

		@Override
		public Destinations destinations() {
			return Destinations.ALL;
		}

		@Override
		public void handle(ClaimedDelivery delivery) {
			this.attempts.merge(delivery.id().target(), 1, Integer::sum);
			this.handled.add(delivery.id().target());
		}

	}

}
