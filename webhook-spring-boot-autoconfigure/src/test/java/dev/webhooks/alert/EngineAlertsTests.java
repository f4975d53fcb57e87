package dev.webhooks.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.operation.DeliveryOperations;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.delivery.store.StandingAlert;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class EngineAlertsTests {

	private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(NOW);

	private final DeliveryStorage storage = MemoryStorage.create();

	private final Engine engine = new Engine();

	private void add(String channel, String target) {
		Message message = new Message(channel, null, "4242", List.of("4242"), null, this.clock.instant(),
				WebhookHeaders.of(), new byte[0], null, Map.of());
		this.storage.store()
			.add(List.of(new Addition(UUID.randomUUID(), message, null, List.of(target), false)),
					new Lease(1, this.clock.instant()), this.clock.instant());
	}

	private List<AlertCondition> find() {
		return new EngineAlerts(new EngineWatch(this.engine, Duration.ZERO, Duration.ofSeconds(10)),
				Duration.ofMinutes(5))
			.find();
	}

	private void announce(String channel, String target) {
		this.storage.store()
			.announce(UUID.randomUUID(), List.of(new Destination(channel, target)), this.clock.instant(),
					Instant.EPOCH);
	}

	@Test
	void whereNothingIsToDoThereIsNothingToTell() {
		assertThat(find()).isEmpty();
	}

	@Test
	void deliveriesThatWaitTooLongAreTold() {
		announce("stripe", "billing");
		add("stripe", "billing");
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(find()).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(find()).containsExactly(new AlertCondition(Kind.BACKLOG, "inbox/stripe",
				"1 delivery waits, the first since 2026-07-01T12:00:00Z"));
	}

	@Test
	void deliveriesForATargetThatIsGoneAreTold() {
		add("stripe", "gone");
		assertThat(find()).singleElement().satisfies((condition) -> {
			assertThat(condition.kind()).isEqualTo(Kind.ORPHANED);
			assertThat(condition.subject()).isEqualTo("inbox/stripe/gone");
		});
	}

	@Test
	void ofManyTargetsThatAreGoneTheFirstAreToldInTheirOrder() {
		List<String> channels = IntStream.range(10, 40).mapToObj((number) -> "shop-" + number).toList();
		channels.forEach((channel) -> add(channel, "gone"));
		assertThat(find()).extracting(AlertCondition::subject)
			.containsExactlyElementsOf(
					channels.stream().limit(20).map((channel) -> "inbox/" + channel + "/gone").toList());
	}

	@Test
	void anAlertOfAnotherEngineIsNotItsOwn() {
		EngineAlerts alerts = new EngineAlerts(new EngineWatch(this.engine), null);
		assertThat(alerts.covers(StandingAlert.raised("DEAD_LETTERS", "inbox/stripe", "", NOW))).isTrue();
		assertThat(alerts.covers(StandingAlert.raised("DEAD_LETTERS", "outbox/acme", "", NOW))).isFalse();
		assertThat(alerts.covers(StandingAlert.raised("SILENCE", "inbox/stripe", "", NOW))).isFalse();
	}

	private final class Engine implements OperatedEngine {

		@Override
		public String name() {
			return "inbox";
		}

		@Override
		public EngineState state() {
			return new EngineState(true, true, null, 0, 0, 0);
		}

		@Override
		public Gates gates() {
			return mock(Gates.class);
		}

		@Override
		public DeliveryStorage storage() {
			return EngineAlertsTests.this.storage;
		}

		@Override
		public DeliveryOperations operations() {
			return new DeliveryOperations(storage(), (channel) -> List.of(), clock());
		}

		@Override
		public Clock clock() {
			return EngineAlertsTests.this.clock;
		}

	}

}
