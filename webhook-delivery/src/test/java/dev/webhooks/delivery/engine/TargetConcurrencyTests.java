package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
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
import static org.awaitility.Awaitility.await;

/**
 * How many deliveries to one target run at once where it has a limit of its own, over all
 * of its channels.
 */
class TargetConcurrencyTests implements DeliveryHandler, DeliveryPolicies {

	private static final List<String> CHANNELS = List.of("orders", "payments", "refunds");

	private static final int EACH = 8;

	private final Map<String, Integer> limits = Map.of("mail", 3, "wide", 12);

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Semaphore begun = new Semaphore(0);

	private final Semaphore release = new Semaphore(0);

	private final DeliveryStorage storage = MemoryStorage.create();

	private final DeliveryEngine engine = new DeliveryEngineBuilder(this.storage, this, this).build();

	@AfterEach
	void stop() {
		this.release.release(1000);
		this.engine.stop();
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(CHANNELS.stream()
			.flatMap((channel) -> List.of("mail", "wide", "other")
				.stream()
				.map((target) -> new Destination(channel, target)))
			.toList());
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		return RetryPolicy.DEFAULT;
	}

	@Override
	public @Nullable Integer concurrencyOfTarget(Destination destination) {
		return this.limits.get(destination.target());
	}

	@Override
	public void handle(ClaimedDelivery delivery) throws Exception {
		if (delivery.id().target().equals("other")) {
			return;
		}
		this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		this.begun.release();
		this.release.acquire();
		this.running.decrementAndGet();
	}

	private void accept(String target) {
		for (String channel : CHANNELS) {
			for (int i = 0; i < EACH; i++) {
				Message message = new Message(channel, null, UUID.randomUUID().toString(), List.of("order.paid"), null,
						Instant.now(), WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
				this.engine.accept(List.of(new Submission(message, null, List.of(target))));
			}
		}
	}

	private void awaitProcessed(String target, int count) {
		DeliveryFilter processed = DeliveryFilter.of(DeliveryStatus.PROCESSED).target(target);
		await().until(() -> this.storage.archive().count(processed) == count);
	}

	@Test
	void noMoreThanTheLimitRunAtOnceWhateverTheChannels() throws Exception {
		this.engine.start();
		accept("mail");
		assertThat(this.begun.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
		accept("other");
		awaitProcessed("other", EACH * CHANNELS.size());
		assertThat(this.running).hasValue(3);
		this.release.release(1000);
		awaitProcessed("mail", EACH * CHANNELS.size());
		assertThat(this.most).hasValue(3);
	}

	@Test
	void aLimitMayBeMoreThanTheShareOfATarget() throws Exception {
		this.engine.start();
		accept("wide");
		assertThat(this.begun.tryAcquire(12, 10, TimeUnit.SECONDS)).isTrue();
	}

}
