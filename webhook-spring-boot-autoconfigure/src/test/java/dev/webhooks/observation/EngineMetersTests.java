package dev.webhooks.observation;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.operation.DeliveryOperations;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EngineMeters}, with two engines that have the same channels.
 */
class EngineMetersTests {

	private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

	private final MutableClock clock = new MutableClock(START);

	private final TestEngine inbox = new TestEngine("inbox", MemoryStorage.create(), this.clock);

	private final TestEngine outbox = new TestEngine("outbox", MemoryStorage.create(), this.clock);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private long token;

	private EngineMeters meters(OperatedEngine... engines) {
		return new EngineMeters(this.registry, new EngineWatches(List.of(engines)));
	}

	@Test
	void whatIsOpenAndHowLongTheOldestWaits() {
		add(this.inbox, "stripe", "billing");
		this.clock.advance(Duration.ofSeconds(90));
		add(this.inbox, "stripe", "mail");
		meters(this.inbox).run();
		assertThat(gauge("webhook.backlog", "inbox", "stripe")).isEqualTo(2);
		assertThat(gauge("webhook.backlog.age", "inbox", "stripe")).isEqualTo(90);
		assertThat(gauge("webhook.dead", "inbox", "stripe")).isZero();
	}

	@Test
	void whatWasGivenUp() {
		add(this.inbox, "stripe", "billing");
		giveUp(this.inbox, "stripe", "billing");
		meters(this.inbox).run();
		assertThat(gauge("webhook.dead", "inbox", "stripe")).isEqualTo(1);
		assertThat(gauge("webhook.backlog", "inbox", "stripe")).isZero();
		assertThat(gauge("webhook.backlog.age", "inbox", "stripe")).isZero();
	}

	@Test
	void whatNobodyDelivers() {
		add(this.inbox, "stripe", "gone");
		this.inbox.storage.store()
			.announce(UUID.randomUUID(), List.of(new Destination("stripe", "billing")), START, Instant.EPOCH);
		meters(this.inbox).run();
		assertThat(gauge("webhook.orphaned", "inbox", "stripe")).isEqualTo(1);
	}

	@Test
	void whatIsPausedAlsoWhereNothingWasEverStored() {
		this.inbox.storage.store()
			.close(new Gate(new Destination("github", Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null), START);
		meters(this.inbox).run();
		assertThat(gauge("webhook.gates.closed", "inbox", "github")).isEqualTo(1);
	}

	@Test
	void eachEngineHasItsOwn() {
		add(this.inbox, "orders", "a");
		add(this.outbox, "orders", "b");
		add(this.outbox, "orders", "c");
		meters(this.inbox, this.outbox).run();
		assertThat(gauge("webhook.backlog", "inbox", "orders")).isEqualTo(1);
		assertThat(gauge("webhook.backlog", "outbox", "orders")).isEqualTo(2);
	}

	@Test
	void whatIsNoMoreIsNoMoreMeasured() {
		this.inbox.storage.store()
			.close(new Gate(new Destination("github", Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null), START);
		EngineMeters meters = meters(this.inbox);
		meters.run();
		this.inbox.storage.store().open(new Destination("github", Gate.ALL_TARGETS));
		this.clock.advance(Duration.ofSeconds(10));
		meters.run();
		assertThat(this.registry.find("webhook.gates.closed").gauge()).isNull();
	}

	@Test
	void whileTheStoreIsAwayNobodyKnows() {
		add(this.inbox, "stripe", "billing");
		EngineMeters meters = meters(this.inbox);
		meters.run();
		this.inbox.away = true;
		this.clock.advance(Duration.ofHours(1));
		meters.run();
		assertThat(this.registry.find("webhook.backlog").gauge()).isNull();
		assertThat(gauge("webhook.engine.up", "inbox", "all")).isZero();
	}

	@Test
	void theStateOfTheEngine() {
		meters(this.inbox);
		assertThat(gauge("webhook.engine.up", "inbox", "all")).isEqualTo(1);
		assertThat(gauge("webhook.queue", "inbox", "all")).isEqualTo(0.25);
		assertThat(this.registry.get("webhook.leases.lost").tags("engine", "inbox").functionCounter().count())
			.isEqualTo(3);
	}

	private double gauge(String name, String engine, String channel) {
		Gauge gauge = this.registry.get(name).tags("engine", engine, "channel", channel).gauge();
		return gauge.value();
	}

	private void add(TestEngine engine, String channel, String target) {
		Instant now = this.clock.instant();
		Message message = new Message(channel, null, UUID.randomUUID().toString(), List.of("x"), null, now,
				WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		engine.storage.store()
			.add(List.of(new Addition(new UUID(now.toEpochMilli() << 16, ++this.token), message, null, List.of(target),
					false)), new Lease(++this.token, now), now);
	}

	private void giveUp(TestEngine engine, String channel, String target) {
		Instant now = this.clock.instant();
		List<ClaimedDelivery> claimed = engine.storage.store()
			.claim(new ClaimRequest(new DueDestination(new Destination(channel, target), false),
					new ClaimRequest.Room(10, 1_000_000, 0), false, now),
					() -> new Lease(++this.token, now.plusSeconds(60)));
		engine.storage.store()
			.finish(claimed.stream()
				.map((delivery) -> new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, "no"))
				.toList(), now);
	}

	/**
	 * An engine of which only what is stored is of interest.
	 */
	private static final class TestEngine implements OperatedEngine {

		private final String name;

		private final DeliveryStorage storage;

		private final Clock clock;

		private volatile boolean away;

		private TestEngine(String name, DeliveryStorage storage, Clock clock) {
			this.name = name;
			this.storage = storage;
			this.clock = clock;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public EngineState state() {
			return new EngineState(true, !this.away, null, 0, 0.25, 3);
		}

		@Override
		public @Nullable Gates gates() {
			return null;
		}

		@Override
		public DeliveryStorage storage() {
			return this.away ? new DeliveryStorage(this.storage.store(), unavailable(), this.storage.retention())
					: this.storage;
		}

		private static DeliveryArchive unavailable() {
			return (DeliveryArchive) Proxy.newProxyInstance(DeliveryArchive.class.getClassLoader(),
					new Class<?>[] { DeliveryArchive.class }, (proxy, method, arguments) -> {
						throw new StoreUnavailableException("away", null);
					});
		}

		@Override
		public DeliveryOperations operations() {
			return new DeliveryOperations(this.storage, (channel) -> List.of(), this.clock);
		}

		@Override
		public Clock clock() {
			return this.clock;
		}

	}

}
