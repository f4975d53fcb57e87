package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Engines of one store of which a gate is closed.
 */
class GateTests {

	private static final Destination PAUSED = new Destination("shop", "mail");

	private static final DeliveryFilter OF_PAUSED = DeliveryFilter.of(DeliveryStatus.PENDING).target("mail");

	private static final DeliveryFilter PROBES = DeliveryFilter.of(DeliveryStatus.PROCESSING).target("mail");

	private final DeliveryStorage storage = MemoryStorage.create();

	private final List<DeliveryEngine> engines = new ArrayList<>();

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	/** Holds messages up that are {@code slow}. */
	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void stop() {
		this.release.countDown();
		this.engines.forEach(DeliveryEngine::stop);
	}

	private DeliveryEngine start() {
		DeliveryEngine engine = new DeliveryEngineBuilder(this.storage, new Handler(),
				(destination) -> RetryPolicy.DEFAULT)
			.settings(new EngineSettings(EngineSettings.DEFAULT.accept(), 2, EngineSettings.DEFAULT.bufferSize(),
					EngineSettings.DEFAULT.lease(), Duration.ofMillis(50), false, EngineSettings.DEFAULT.retention(),
					Duration.ofSeconds(25)))
			.build();
		engine.start();
		this.engines.add(engine);
		return engine;
	}

	private static void submit(DeliveryEngine engine, String id, String... targets) {
		Message message = new Message("shop", null, id, List.of("paid"), null, Instant.EPOCH, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		engine.accept(List.of(new Submission(message, null, List.of(targets))));
	}

	private void close() {
		this.storage.store().close(new Gate(PAUSED, Gate.UNTIL_OPENED, "for the test"), Clock.systemUTC().instant());
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(30));
	}

	private static void awaitClosed(DeliveryEngine engine) {
		await().until(() -> engine.gates().closed("shop", List.of("mail")) != null);
	}

	@Test
	void whatIsAcceptedBehindAClosedGateWaitsWithoutAnAttemptAndHoldsUpNothingElse() {
		DeliveryEngine engine = start();
		close();
		awaitClosed(engine);
		submit(engine, "1", "mail", "book");
		await().until(() -> this.handled.contains("book 1"));
		assertThat(this.handled).containsExactly("book 1");
		assertThat(this.storage.archive().find(OF_PAUSED, 10)).extracting(WebhookDelivery::attempts).containsExactly(0);
	}

	@Test
	void aClosedGateOutlivesTheEngine() {
		close();
		submit(start(), "0", "book");
		this.engines.get(0).stop();
		DeliveryEngine second = start();
		submit(second, "1", "mail");
		submit(second, "2", "book");
		await().until(() -> this.handled.contains("book 2"));
		assertThat(this.handled).doesNotContain("mail 1");
	}

	@Test
	void anotherEngineSeesThatAGateIsClosedAndThatItOpens() {
		DeliveryEngine one = start();
		DeliveryEngine two = start();
		close();
		awaitClosed(one);
		awaitClosed(two);
		submit(one, "1", "mail");
		submit(two, "2", "mail");
		this.storage.store().open(PAUSED);
		await().until(() -> this.handled.size() == 2);
		assertThat(this.handled).containsExactlyInAnyOrder("mail 1", "mail 2");
	}

	@Test
	void whatWaitsForAWorkerIsGivenBackWhenItsGateCloses() {
		DeliveryEngine engine = start();
		submit(engine, "slow", "mail");
		submit(engine, "2", "mail");
		close();
		await().until(() -> this.storage.archive().count(OF_PAUSED) == 1);
		this.release.countDown();
		await().until(() -> this.handled.contains("mail slow"));
		assertThat(this.handled).containsExactly("mail slow");
	}

	@Test
	void aGateOpensAtItsTime() {
		DeliveryEngine engine = start();
		Instant soon = Clock.systemUTC().instant().plusMillis(500);
		this.storage.store().close(new Gate(new Destination("shop", Gate.ALL_TARGETS), soon, null), Instant.EPOCH);
		awaitClosed(engine);
		submit(engine, "1", "mail", "book");
		await().until(() -> this.handled.size() == 2);
		assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(soon);
		assertThat(engine.gates().closed("shop", List.of("mail"))).isNull();
	}

	private void closeUntilProbesSucceed(int probes) {
		this.storage.store()
			.close(new Gate(PAUSED, Clock.systemUTC().instant(), "it fails",
					new Gate.Probing(probes, 0, Duration.ofMinutes(1))), Clock.systemUTC().instant());
	}

	@Test
	void untilProbesHaveEndedNothingButThemRunsOnAnyNode() {
		DeliveryEngine one = start();
		DeliveryEngine two = start();
		closeUntilProbesSucceed(2);
		awaitClosed(one);
		awaitClosed(two);
		for (int i = 0; i < 3; i++) {
			submit(one, "slow" + i, "mail");
			submit(two, "slow" + i + i, "mail");
		}
		await().until(() -> this.storage.archive().count(PROBES) == 2);
		submit(one, "fresh", "mail");
		submit(two, "fresh too", "mail");
		assertThat(this.storage.archive().count(PROBES)).isEqualTo(2);
		assertThat(this.storage.archive().count(OF_PAUSED)).isEqualTo(6);
		this.release.countDown();
		await().until(() -> this.handled.size() == 8);
		assertThat(this.storage.store().closedGates(Instant.EPOCH)).isEmpty();
	}

	@Test
	void aProbeThatFailsKeepsTheGateClosedAndTheOthersSpendNoAttempt() {
		DeliveryEngine engine = start();
		closeUntilProbesSucceed(1);
		awaitClosed(engine);
		submit(engine, "bad", "mail");
		await()
			.until(() -> this.storage.archive().count(DeliveryFilter.of(DeliveryStatus.RETRYING).target("mail")) == 1);
		submit(engine, "2", "mail");
		submit(engine, "3", "mail", "book");
		await().until(() -> this.handled.contains("book 3"));
		assertThat(this.storage.archive().find(OF_PAUSED, 10)).extracting(WebhookDelivery::attempts)
			.containsExactly(0, 0);
		assertThat(engine.gates().closed("shop", List.of("mail"))).isNotNull();
	}

	@Test
	void oneDeliveryOnlyIsEnoughToGoOn() {
		DeliveryEngine engine = start();
		closeUntilProbesSucceed(1);
		awaitClosed(engine);
		submit(engine, "1", "mail");
		await().until(() -> this.handled.contains("mail 1"));
		await().until(() -> engine.gates().areAllOpen("shop"));
	}

	@Test
	void anEngineThatStartsProbesWhatItFindsClosed() {
		closeUntilProbesSucceed(1);
		DeliveryEngine engine = start();
		submit(engine, "1", "mail");
		submit(engine, "2", "mail");
		await().until(() -> this.handled.size() == 2);
	}

	private final class Handler implements DeliveryHandler {

		@Override
		public Destinations destinations() {
			return Destinations.of(List.of(PAUSED, new Destination("shop", "book")));
		}

		@Override
		public void handle(ClaimedDelivery delivery) throws Exception {
			if (delivery.message().key().equals("bad")) {
				throw new IllegalStateException("It is away");
			}
			if (delivery.message().key().startsWith("slow")) {
				GateTests.this.release.await();
			}
			GateTests.this.handled.add(delivery.id().target() + " " + delivery.message().key());
		}

	}

}
