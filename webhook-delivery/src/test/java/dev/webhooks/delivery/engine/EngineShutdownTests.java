package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.memory.MemoryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a {@link DeliveryEngine} waits for when it stops, and what it says of that.
 * Deliveries run until the test ends them.
 */
@ExtendWith(OutputCaptureExtension.class)
class EngineShutdownTests implements DeliveryHandler {

	private static final Duration LONG = Duration.ofMinutes(2);

	private final Queue<ClaimedDelivery> running = new ConcurrentLinkedQueue<>();

	private final Queue<FinishedDelivery> ends = new ConcurrentLinkedQueue<>();

	private final CountDownLatch finish = new CountDownLatch(1);

	@AfterEach
	void endWhatRuns() {
		this.finish.countDown();
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(List.of(new Destination("orders", "mail")));
	}

	@Override
	public void handle(ClaimedDelivery delivery) throws InterruptedException {
		this.running.add(delivery);
		this.finish.await();
	}

	@Test
	void namesWhatItWaitsFor(CapturedOutput output) {
		CompletableFuture<Void> stop = stop(start(LONG, 1));
		await().untilAsserted(() -> assertThat(output).contains("Waiting up to 120 s for what runs (1): "
				+ "[orders event order-1 of type order.paid for target mail (attempt 1)]"));
		assertThat(stop).isNotDone();
	}

	@Test
	void stopsWhenWhatItNamedHasEnded(CapturedOutput output) {
		CompletableFuture<Void> stop = stop(start(LONG, 1));
		await().until(() -> output.toString().contains("Waiting up to"));
		this.finish.countDown();
		await().until(stop::isDone);
		assertThat(this.ends).extracting(FinishedDelivery::status).containsExactly(DeliveryStatus.PROCESSED);
	}

	@Test
	void countsAllAndNamesTen(CapturedOutput output) {
		stop(start(LONG, 11));
		await().until(() -> output.toString().contains("Waiting up to 120 s for what runs (11): "));
		String line = output.toString()
			.lines()
			.filter((text) -> text.contains("Waiting up to"))
			.findFirst()
			.orElseThrow();
		assertThat(line.split("for target mail", -1)).hasSize(1 + 10);
	}

	@Test
	void saysWhenWhatItWaitedForIsInterrupted(CapturedOutput output) {
		stop(start(Duration.ofMillis(1), 1)).join();
		assertThat(output).containsSubsequence("Waiting up to",
				"Deliveries that are still running are interrupted, because the application stops");
	}

	@Test
	void namesNothingIfNothingRuns(CapturedOutput output) {
		stop(start(LONG, 0)).join();
		assertThat(output).doesNotContain("Waiting up to");
	}

	/** Starts an engine that runs some deliveries. */
	private DeliveryEngine start(Duration shutdownTimeout, int deliveries) {
		EngineSettings usual = EngineSettings.DEFAULT;
		DeliveryEngine engine = new DeliveryEngineBuilder(MemoryStorage.create(), this,
				(destination) -> RetryPolicy.DEFAULT)
			.settings(new EngineSettings(usual.accept(), 32, usual.bufferSize(), usual.lease(), usual.pollInterval(),
					false, usual.retention(), shutdownTimeout))
			.listeners(List.of(this.ends::add))
			.build();
		engine.start();
		engine.accept(IntStream.rangeClosed(1, deliveries).mapToObj(EngineShutdownTests::order).toList());
		await().until(() -> this.running.size() == deliveries);
		return engine;
	}

	private static Submission order(int number) {
		Message message = new Message("orders", null, "order-" + number, List.of("order.paid"), null, Instant.now(),
				WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		return new Submission(message, null, List.of("mail"));
	}

	private static CompletableFuture<Void> stop(DeliveryEngine engine) {
		return CompletableFuture.runAsync(engine::stop);
	}

}
