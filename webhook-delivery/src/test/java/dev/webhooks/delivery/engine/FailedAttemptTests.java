package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.memory.MemoryStorage;

import static org.awaitility.Awaitility.await;

/**
 * What the log says of an attempt that failed. It is tried again after an hour.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedAttemptTests implements DeliveryHandler {

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.123456789Z");

	private final DeliveryEngine engine = new DeliveryEngineBuilder(MemoryStorage.create(), this,
			(destination) -> RetryPolicy.listed(List.of(Duration.ofHours(1)), 0))
		.sources(Clock.fixed(NOW, ZoneOffset.UTC), new Random())
		.build();

	@BeforeEach
	void start() {
		this.engine.start();
	}

	@AfterEach
	void stop() {
		this.engine.stop();
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(List.of(new Destination("orders", "mail")));
	}

	@Override
	public void handle(ClaimedDelivery delivery) {
		IllegalStateException failure = new IllegalStateException("No stock");
		failure.setStackTrace(new StackTraceElement[] {
				new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 3),
				new StackTraceElement("com.shop.Billing", "paid", "Billing.java", 7) });
		throw failure;
	}

	@Test
	void isLoggedWithItsReasonItsPlaceAndTheNextTimeToTheMillisecond(CapturedOutput output) {
		Message message = new Message("orders", null, "order-1", List.of("order.paid"), null, NOW, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		this.engine.accept(List.of(new Submission(message, null, List.of("mail"))));
		await().until(() -> output.toString()
			.contains("Failed orders event order-1 of type order.paid for target mail (attempt 1) in attempt 1,"
					+ " next at 2026-11-28T13:00:00.123Z: java.lang.IllegalStateException: No stock"
					+ " (at com.shop.Billing.paid(Billing.java:7))"));
	}

}
