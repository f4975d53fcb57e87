package dev.webhooks.breaker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.memory.MemoryGates;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.provider.settings.CircuitBreakerSettings;
import dev.webhooks.provider.settings.Percentage;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link CircuitBreakers}.
 */
class CircuitBreakersTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Destination MAIL = new Destination("shop", "mail");

	private static final Destination BOOK = new Destination("shop", "book");

	private static final Destination SHOP = new Destination("shop", Gate.ALL_TARGETS);

	private static final CircuitBreakerSettings HALF_OF_FOUR = new CircuitBreakerSettings(new Percentage(50), 4,
			Duration.ofSeconds(10), Duration.ofSeconds(30), 3);

	private final MutableClock clock = new MutableClock(NOW);

	private final MemoryGates gates = new MemoryGates();

	private final Map<Destination, CircuitBreakerSettings> settings = new HashMap<>(Map.of(MAIL, HALF_OF_FOUR));

	private final CircuitBreakers breakers = new CircuitBreakers(this.settings::get, this.gates, this.clock);

	private static ClaimedDelivery delivery(Destination destination) {
		Message message = new Message(destination.channel(), null, "1", List.of("paid"), null, NOW, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		return ClaimedDelivery.first(new DeliveryId(new UUID(0, 1), destination.target()), message, new Lease(1, NOW));
	}

	private FinishedDelivery failed(Destination destination, Instant startedAt) {
		return new FinishedDelivery(delivery(destination), DeliveryStatus.RETRYING, NOW, "it is away").ran(startedAt,
				Duration.ZERO, true);
	}

	private void fail(Destination destination, int count) {
		for (int i = 0; i < count; i++) {
			this.breakers.ended(failed(destination, this.clock.instant()));
		}
	}

	private void succeed(Destination destination, int count) {
		for (int i = 0; i < count; i++) {
			this.breakers.ended(
					FinishedDelivery.processed(delivery(destination)).ran(this.clock.instant(), Duration.ZERO, false));
		}
	}

	private List<Gate> closed() {
		return this.gates.closedGates(this.clock.instant());
	}

	@Test
	void theGateIsClosedWhenTheRateOfFailuresIsReached() {
		succeed(MAIL, 2);
		fail(MAIL, 1);
		assertThat(closed()).isEmpty();
		fail(MAIL, 1);
		assertThat(closed()).containsExactly(new Gate(MAIL, NOW.plusSeconds(30),
				"circuit breaker: 50 % of 4 runs failed", new Gate.Probing(3, 1, Duration.ofSeconds(30))));
	}

	@Test
	void fewerRunsThanTheMinimumCloseNothing() {
		fail(MAIL, 3);
		assertThat(closed()).isEmpty();
	}

	@Test
	void fewerFailuresThanTheRateCloseNothing() {
		succeed(MAIL, 4);
		fail(MAIL, 3);
		assertThat(closed()).isEmpty();
	}

	@Test
	void runsBeforeTheWindowDoNotCount() {
		fail(MAIL, 3);
		this.clock.advance(Duration.ofSeconds(11));
		fail(MAIL, 3);
		assertThat(closed()).isEmpty();
	}

	@Test
	void theBreakerOfAListenerLeavesOthersAlone() {
		fail(BOOK, 10);
		assertThat(closed()).isEmpty();
		fail(MAIL, 4);
		assertThat(closed()).extracting(Gate::destination).containsExactly(MAIL);
	}

	@Test
	void theBreakerOfAProviderCountsTheRunsOfAllItsListeners() {
		this.settings.clear();
		this.settings.put(SHOP, HALF_OF_FOUR);
		fail(BOOK, 2);
		succeed(MAIL, 1);
		fail(new Destination("bank", "mail"), 4);
		assertThat(closed()).isEmpty();
		fail(MAIL, 1);
		assertThat(closed()).extracting(Gate::destination).containsExactly(SHOP);
	}

	@Test
	void whatAFailureSaysOfTheEventItselfDoesNotCount() {
		for (int i = 0; i < 10; i++) {
			this.breakers.ended(failed(MAIL, NOW).asAdvised());
			this.breakers.ended(FinishedDelivery.putOff(delivery(MAIL), NOW, "later").ran(NOW, Duration.ZERO, true));
		}
		assertThat(closed()).isEmpty();
	}

	@Test
	void whatDidNotRunDoesNotCount() {
		for (int i = 0; i < 10; i++) {
			this.breakers.ended(FinishedDelivery.deadUntried(delivery(MAIL), "The body was purged"));
		}
		assertThat(closed()).isEmpty();
	}

	@Test
	void runsThatBeganBeforeTheGateWasClosedDoNotCountAfterwards() {
		fail(MAIL, 4);
		this.clock.advance(Duration.ofSeconds(1));
		this.gates.open(MAIL);
		for (int i = 0; i < 10; i++) {
			this.breakers.ended(failed(MAIL, NOW.minusSeconds(1)));
		}
		assertThat(closed()).isEmpty();
	}

	@Test
	void countingBeginsAnewWhenAnotherNodeHasClosedTheGateAndItIsOpenAgain() {
		fail(MAIL, 3);
		this.breakers.polled(List.of(new Gate(MAIL, NOW, null, new Gate.Probing(1, 0, Duration.ofSeconds(1)))));
		this.breakers.polled(List.of());
		fail(MAIL, 3);
		assertThat(closed()).isEmpty();
	}

	@Test
	void aPauseChangesNothingOfWhatWasCounted() {
		fail(MAIL, 3);
		this.breakers.polled(List.of(new Gate(MAIL, Gate.UNTIL_OPENED, "by hand")));
		fail(MAIL, 1);
		assertThat(closed()).hasSize(1);
	}

	@Test
	void probesAreNotCountedBesides() {
		Gate.Probe probe = new Gate.Probe(MAIL, 1);
		for (int i = 0; i < 10; i++) {
			this.breakers
				.ended(new FinishedDelivery(delivery(MAIL).probing(List.of(probe)), DeliveryStatus.RETRYING, NOW, "no")
					.ran(NOW, Duration.ZERO, true));
		}
		assertThat(closed()).isEmpty();
	}

	@Test
	void aGateThatCannotBeClosedIsClosedAfterTheNextRun() {
		GateStore away = mock(GateStore.class);
		doThrow(new StoreUnavailableException("away", null)).when(away).close(any(), any());
		CircuitBreakers breakers = new CircuitBreakers(this.settings::get, away, this.clock);
		for (int i = 0; i < 4; i++) {
			breakers.ended(failed(MAIL, NOW));
		}
		GateStore back = away;
		doNothing().when(back).close(any(), any());
		breakers.ended(failed(MAIL, NOW));
		verify(back, times(2)).close(any(), any());
	}

	@Test
	void newsOfGatesDoNotWaitUntilOneIsClosed() throws Exception {
		CountDownLatch closing = new CountDownLatch(1);
		CountDownLatch learnt = new CountDownLatch(1);
		GateStore slow = mock(GateStore.class);
		doAnswer((call) -> {
			closing.countDown();
			assertThat(learnt.await(10, TimeUnit.SECONDS)).isTrue();
			return null;
		}).when(slow).close(any(), any());
		CircuitBreakers breakers = new CircuitBreakers(this.settings::get, slow, this.clock);
		CompletableFuture<Void> runs = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 4; i++) {
				breakers.ended(failed(MAIL, NOW));
			}
		});
		assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
		breakers.polled(List.of(new Gate(MAIL, NOW, null, new Gate.Probing(1, 0, Duration.ofSeconds(1)))));
		learnt.countDown();
		assertThat(runs).succeedsWithin(Duration.ofSeconds(10));
	}

}
