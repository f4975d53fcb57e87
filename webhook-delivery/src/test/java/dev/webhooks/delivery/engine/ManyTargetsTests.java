package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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

	private final DeliveryStorage storage = MemoryStorage.create();

	private final Set<String> handled = ConcurrentHashMap.newKeySet();

	private final Set<String> hanging = ConcurrentHashMap.newKeySet();

	private final CountDownLatch release = new CountDownLatch(1);

	private final DeliveryEngine engine = new DeliveryEngineBuilder(this.storage, new DeliveryHandler() {

		@Override
		public Destinations destinations() {
			return Destinations.ALL;
		}

		@Override
		public void handle(ClaimedDelivery delivery) throws Exception {
			String target = delivery.id().target();
			if (hangs(target)) {
				ManyTargetsTests.this.hanging.add(target);
				ManyTargetsTests.this.release.await();
			}
			ManyTargetsTests.this.handled.add(target);
		}

	}, new DeliveryPolicies() {

		@Override
		public RetryPolicy retry(Destination destination) {
			return RetryPolicy.DEFAULT;
		}

		@Override
		public Integer concurrencyOfTarget(String channel) {
			return 1;
		}

	}).settings(new EngineSettings(EngineSettings.DEFAULT.accept(), 32, EngineSettings.DEFAULT.bufferSize(),
			EngineSettings.DEFAULT.lease(), Duration.ofMillis(100), false, EngineSettings.DEFAULT.retention(),
			Duration.ofSeconds(25)))
		.build();

	@AfterEach
	void stop() {
		this.release.countDown();
		this.engine.stop();
	}

	/** Spread over all of them. */
	private static boolean hangs(String target) {
		return Integer.parseInt(target) % (TARGETS / HANGING) == 0;
	}

	private static Submission message(int number) {
		List<String> targets = new ArrayList<>();
		for (int i = 0; i < PER_MESSAGE; i++) {
			targets.add(String.valueOf(number * PER_MESSAGE + i));
		}
		Message message = new Message("default", null, "message" + number, List.of("order.shipped"), null,
				Instant.EPOCH, WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		return new Submission(message, null, targets);
	}

	@Test
	void whatTenOfAHundredThousandTargetsHoldUpIsTheirsAlone() {
		this.engine.start();
		for (int i = 0; i < TARGETS / PER_MESSAGE; i++) {
			this.engine.accept(List.of(message(i)));
		}
		Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.untilAsserted(() -> assertThat(this.handled).hasSize(TARGETS - HANGING));
		assertThat(this.hanging).hasSize(HANGING);
		assertThat(this.handled).doesNotContainAnyElementsOf(this.hanging);
		this.release.countDown();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.storage.archive().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == TARGETS);
	}

}
