package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An engine that delivers to whatever targets there are, of which some hang.
 */
class ManyTargetsTests {

	private static final int TARGETS = 100_000;

	private static final int PER_MESSAGE = 100;

	private static final int HANGING = 10;

	/** To each that hangs, so that together they are more than there are workers. */
	private static final int WAITING = 20;

	private static final int WORKERS = 32;

	private static final Duration NOISE = Duration.ofSeconds(2);

	/**
	 * The same crowd runs before and after it without hanging: together these two take
	 * twice as long as one, however busy the machine is.
	 */
	@Test
	void whileTenOfAHundredThousandTargetsHangTheOthersKeepTheirPace() {
		Duration before = run(false);
		Duration hanging = run(true);
		Duration after = run(false);
		assertThat(hanging).isLessThan(before.plus(after).plus(NOISE));
	}

	private static Duration run(boolean hanging) {
		Crowd crowd = new Crowd(hanging);
		try {
			return crowd.run();
		}
		finally {
			crowd.stop();
		}
	}

	/**
	 * An engine with all these targets.
	 */
	private static final class Crowd implements DeliveryHandler, DeliveryPolicies {

		private final DeliveryStorage storage = MemoryStorage.create();

		private final Set<String> handled = ConcurrentHashMap.newKeySet();

		private final Set<String> hung = ConcurrentHashMap.newKeySet();

		private final CountDownLatch release;

		private final DeliveryEngine engine = new DeliveryEngineBuilder(this.storage, this, this)
			.settings(new EngineSettings(EngineSettings.DEFAULT.accept(), WORKERS, EngineSettings.DEFAULT.bufferSize(),
					EngineSettings.DEFAULT.lease(), Duration.ofMillis(100), false, EngineSettings.DEFAULT.retention(),
					Duration.ofSeconds(25)))
			.build();

		Crowd(boolean hanging) {
			this.release = new CountDownLatch(hanging ? 1 : 0);
		}

		/**
		 * Delivers to all.
		 * @return how long it took until those that never hang had theirs
		 */
		Duration run() {
			this.engine.start();
			long begin = System.nanoTime();
			for (int i = 0; i < WAITING; i++) {
				accept("waiting " + i, IntStream.range(0, HANGING).map((number) -> number * (TARGETS / HANGING)));
			}
			for (int i = 0; i < TARGETS; i += PER_MESSAGE) {
				accept("message " + i, IntStream.range(i, i + PER_MESSAGE));
			}
			await(Duration.ofMinutes(5)).until(() -> this.handled.size() >= TARGETS - HANGING);
			Duration taken = Duration.ofNanos(System.nanoTime() - begin);
			if (this.release.getCount() > 0) {
				assertThat(this.hung).hasSize(HANGING).doesNotContainAnyElementsOf(this.handled);
			}
			this.release.countDown();
			assertThatAllIsDelivered();
			assertThatNothingIsHeld();
			return taken;
		}

		private void accept(String id, IntStream targets) {
			Message message = new Message("default", null, id, List.of("order.shipped"), null, Instant.EPOCH,
					WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
			this.engine.accept(List.of(new Submission(message, null, targets.mapToObj(String::valueOf).toList())));
		}

		private void assertThatAllIsDelivered() {
			DeliveryFilter processed = DeliveryFilter.of(DeliveryStatus.PROCESSED);
			await(Duration.ofMinutes(1))
				.until(() -> this.storage.archive().count(processed) == TARGETS + HANGING * WAITING);
			assertThat(this.handled).hasSize(TARGETS);
		}

		/** A worker lets go of what it has delivered a moment after the store knows. */
		private void assertThatNothingIsHeld() {
			EngineParts parts = this.engine.stages.parts();
			await(Duration.ofSeconds(30)).untilAsserted(() -> {
				assertThat(parts.queue().targets()).as("targets with a lane").isZero();
				assertThat(parts.leases().count()).as("leases").isZero();
				assertThat(this.engine.stages.timeouts().running()).as("attempts that are watched").isEmpty();
				assertThat(parts.gates().areAllOpen()).as("no gate is known").isTrue();
			});
		}

		private static ConditionFactory await(Duration atMost) {
			return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(atMost);
		}

		void stop() {
			this.release.countDown();
			this.engine.stop();
		}

		@Override
		public Destinations destinations() {
			return Destinations.ALL;
		}

		/** Those that hang are spread over all of them. */
		@Override
		public void handle(ClaimedDelivery delivery) throws Exception {
			String target = delivery.id().target();
			if (Integer.parseInt(target) % (TARGETS / HANGING) == 0) {
				this.hung.add(target);
				this.release.await();
			}
			this.handled.add(target);
		}

		@Override
		public RetryPolicy retry(Destination destination) {
			return RetryPolicy.DEFAULT;
		}

		@Override
		public Integer concurrencyOfTarget(Destination destination) {
			return 1;
		}

	}

}
