package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.context.event.EventListener;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an application with an inbox does, whatever the inbox is.
 */
abstract class InboxProcessingContract {

	private Node node;

	private Listeners listeners;

	abstract String[] inbox();

	@BeforeEach
	void start() {
		this.node = Node.start(Listeners.class,
				concat(inbox(), "webhooks.providers.shop.retry.initial-interval=20ms",
						"webhooks.providers.shop.retry.multiplier=1", "webhooks.providers.shop.retry.max-attempts=3",
						"webhooks.listeners[hang].timeout=1s"));
		this.listeners = this.node.bean(Listeners.class);
	}

	@AfterEach
	void stop() {
		this.listeners.release.countDown();
		this.node.close();
	}

	static String[] concat(String[] first, String... second) {
		return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
	}

	static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
	}

	private void awaitCount(DeliveryStatus status, long count) {
		await()
			.untilAsserted(() -> assertThat(this.node.deliveries().count(DeliveryFilter.of(status))).isEqualTo(count));
	}

	private static String body(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@Test
	void acceptsProcessesAndRecognisesDuplicates() {
		assertThat(body(this.node.send("1", "ok"))).isEqualTo("{\"status\":\"accepted\",\"id\":\"1\"}");
		awaitCount(DeliveryStatus.PROCESSED, 2);
		assertThat(body(this.node.send("1", "ok"))).isEqualTo("{\"status\":\"duplicate\",\"id\":\"1\"}");
		assertThat(body(this.node.send("2", "unheard"))).isEqualTo("{\"status\":\"ignored\"}");
		assertThat(this.listeners.calls).containsExactlyInAnyOrder("ok 1 1", "second 1 1");
	}

	@Test
	void aListenerThatFailsIsRetriedAloneAndThenDead() {
		this.node.send("1", "fail");
		awaitCount(DeliveryStatus.DEAD, 1);
		assertThat(this.listeners.calls).containsExactlyInAnyOrder("beside 1", "fail 1", "fail 2", "fail 3");
		WebhookDelivery dead = this.node.deliveries().find(DeliveryFilter.of(DeliveryStatus.DEAD), 1).get(0);
		assertThat(dead.lastError()).isEqualTo("java.lang.IllegalStateException: out of order");
		await().until(() -> this.listeners.dead.size() == 1);
		WebhookDeadLetterEvent letter = this.listeners.dead.peek();
		assertThat(letter.id()).isEqualTo(dead.id());
		assertThat(letter.event().id()).isEqualTo("1");
		assertThat(letter.attempts()).isEqualTo(3);
		assertThat(letter.error()).isEqualTo(dead.lastError());
	}

	@Test
	void redeliveryOfADeadEventIsAcceptedAndProcessed() {
		this.node.send("1", "never");
		awaitCount(DeliveryStatus.DEAD, 1);
		assertThat(this.listeners.calls).containsExactly("never 1");
		assertThat(body(this.node.send("1", "never"))).contains("accepted");
		await().until(() -> this.listeners.calls.size() == 2);
		awaitCount(DeliveryStatus.DEAD, 1);
	}

	@Test
	void operatorRetriesWithACountFirstAndKeepsTheId() {
		this.node.send("1", "never");
		this.node.send("2", "never");
		awaitCount(DeliveryStatus.DEAD, 2);
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD).type("never");
		assertThat(this.node.deliveries().count(dead)).isEqualTo(2);
		assertThatIllegalStateException().isThrownBy(() -> this.node.deliveries().retry(dead, 1));
		assertThat(this.node.deliveries().retry(dead, 2)).isEqualTo(2);
		await().until(() -> this.listeners.calls.size() == 4);
		assertThat(this.listeners.ids).containsOnly("1", "2");
	}

	@Test
	void aListenerCanSayNotBefore() {
		this.node.send("1", "later");
		awaitCount(DeliveryStatus.RETRYING, 1);
		assertThat(this.node.deliveries().find(DeliveryFilter.of(DeliveryStatus.RETRYING), 1).get(0).dueAt())
			.isEqualTo(Listeners.LATER);
	}

	@Test
	void aListenerThatHangsDoesNotStopTheOthersAndIsInterrupted() {
		for (int i = 0; i < 40; i++) {
			this.node.send("hang" + i, "hang");
		}
		for (int i = 0; i < 40; i++) {
			this.node.send("ok" + i, "ok");
		}
		awaitCount(DeliveryStatus.PROCESSED, 80);
		await().until(() -> this.node.deliveries()
			.find(DeliveryFilter.of(DeliveryStatus.RETRYING), 10)
			.stream()
			.anyMatch((delivery) -> delivery.lastError().contains("took too long")));
	}

	@Test
	void theDiagnosticContextTravelsAndCredentialsDoNot() {
		try (MDC.MDCCloseable closeable = MDC.putCloseable("request", "r-1")) {
			this.node.send("1", "context");
		}
		awaitCount(DeliveryStatus.PROCESSED, 1);
		assertThat(this.listeners.calls).containsExactly("r-1 null application/json");
	}

	@Test
	void whatIsRunningIsFinishedAndTheRestGivenBackWhenTheApplicationStops() throws Exception {
		for (int i = 0; i < 20; i++) {
			this.node.send("wait" + i, "wait");
		}
		await().until(() -> this.listeners.waiting.size() == 8);
		DeliveryStorage inbox = this.node.bean(WebhookInbox.class).storage();
		InboxEngine engine = this.node.bean(InboxEngine.class);
		Thread stop = new Thread(engine::stop);
		stop.start();
		await().until(() -> inbox.archive().count(DeliveryFilter.of(DeliveryStatus.PENDING)) == 12);
		this.listeners.release.countDown();
		stop.join();
		assertThat(inbox.archive().count(DeliveryFilter.of(DeliveryStatus.PROCESSED))).isEqualTo(8);
		assertThat(inbox.archive().find(DeliveryFilter.of(DeliveryStatus.PENDING), 20))
			.extracting(WebhookDelivery::attempts)
			.containsOnly(0);
		assertThat(this.node.send("late", "ok").status()).isEqualTo(503);
	}

	static class Listeners {

		static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		final Queue<String> ids = new ConcurrentLinkedQueue<>();

		final Queue<WebhookDeadLetterEvent> dead = new ConcurrentLinkedQueue<>();

		final Queue<String> waiting = new ConcurrentLinkedQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener("ok")
		void ok(WebhookEvent event) {
			this.calls.add("ok " + event.id() + " " + event.attempt());
		}

		@WebhookListener("ok")
		void second(WebhookEvent event) {
			this.calls.add("second " + event.id() + " " + event.attempt());
		}

		@WebhookListener("fail")
		void fail(WebhookEvent event) {
			this.calls.add("fail " + event.attempt());
			throw new IllegalStateException("out of order");
		}

		@WebhookListener("fail")
		void beside(WebhookEvent event) {
			this.calls.add("beside " + event.attempt());
		}

		@WebhookListener("never")
		void never(WebhookEvent event) {
			this.calls.add("never " + event.attempt());
			this.ids.add(event.id());
			throw new NonRetryableWebhookException("no use");
		}

		@WebhookListener("later")
		void later() {
			throw new RetryLaterWebhookException("not yet", LATER);
		}

		@WebhookListener(value = "hang", id = "hang")
		void hang() throws InterruptedException {
			new CountDownLatch(1).await();
		}

		@WebhookListener("wait")
		void waitForRelease(WebhookEvent event) throws InterruptedException {
			this.waiting.add(event.id());
			this.release.await();
		}

		@WebhookListener("context")
		void context(WebhookEvent event) {
			this.calls.add(MDC.get("request") + " " + event.headers().first("Authorization") + " "
					+ event.headers().first("Content-Type"));
		}

		@EventListener
		void dead(WebhookDeadLetterEvent letter) {
			this.dead.add(letter);
		}

	}

}
