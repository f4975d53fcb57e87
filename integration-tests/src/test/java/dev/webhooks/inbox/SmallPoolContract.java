package dev.webhooks.inbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static dev.webhooks.inbox.InboxProcessingContract.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an inbox does with few connections.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class SmallPoolContract {

	private static final DeliveryFilter PROCESSED = DeliveryFilter.of(DeliveryStatus.PROCESSED);

	private static final String[] PROPERTIES = { "webhooks.providers.ordered.signature.scheme=none",
			"webhooks.providers.ordered.event.id=body:/id", "webhooks.providers.ordered.order-by=body:/key",
			"webhooks.providers.shop.retry.initial-interval=20ms", "webhooks.inbox.accept.timeout=20s" };

	private Node node;

	private void start(Class<?> listeners, int connections, String... more) {
		this.node = Node.start(listeners, concat(concat(TestDatabase.of(this).empty().properties(), PROPERTIES),
				concat(more, "spring.datasource.hikari.maximum-pool-size=" + connections)));
	}

	@AfterEach
	void stop() {
		if (this.node != null) {
			this.node.close();
		}
	}

	private void awaitProcessed(int number) {
		await().until(() -> this.node.deliveries().count(PROCESSED) == number);
	}

	@Test
	void oneConnectionIsEnoughForListenersWithoutTransactions() {
		start(Listeners.class, 1);
		for (int i = 0; i < 20; i++) {
			assertThat(this.node.send("e" + i, (i % 4 == 0) ? "fail-once" : "ok").status()).isEqualTo(200);
			String ordered = "{\"id\":\"o" + i + "\",\"key\":\"k" + i % 2 + "\"}";
			assertThat(this.node.sendBody("ordered", ordered).status()).isEqualTo(200);
		}
		awaitProcessed(40);
	}

	@Test
	void twoConnectionsAreEnoughForListenersWithTransactions() {
		start(TransactionalListeners.class, 2);
		for (int i = 0; i < 20; i++) {
			assertThat(this.node.send("e" + i, "transactional").status()).isEqualTo(200);
			assertThat(this.node.send("o" + i, "ok").status()).isEqualTo(200);
		}
		awaitProcessed(40);
	}

	@Test
	void aTransactionalListenerThatHangsHoldsUpNothingElse() {
		start(TransactionalListeners.class, 2);
		this.node.send("1", "hang");
		Listeners listeners = this.node.bean(Listeners.class);
		await().until(() -> listeners.received.contains("1"));
		try {
			assertThat(this.node.send("2", "ok").status()).isEqualTo(200);
			await().until(() -> listeners.received.contains("2"));
		}
		finally {
			listeners.release.countDown();
		}
		awaitProcessed(2);
	}

	@Test
	void oneConnectionIsTooFewForListenersWithTransactions(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(TransactionalListeners.class, 1));
		assertThat(output).contains("'spring.datasource.hikari.maximum-pool-size'", "is transactional",
				"to at least 2, and to 6 or more");
	}

	@Test
	void theStartSaysHowFewConnectionsThereAre(CapturedOutput output) {
		start(TransactionalListeners.class, 5, "logging.level.dev.webhooks=WARN");
		assertThat(output).containsOnlyOnce("The pool has 5 connections")
			.contains("makes do with 4 beside it, where 5 would be better");
	}

	@Test
	void theStartSaysNothingOfEnoughConnections(CapturedOutput output) {
		start(TransactionalListeners.class, 6, "logging.level.dev.webhooks=WARN");
		assertThat(output).doesNotContain("The pool has");
	}

	static class Listeners {

		final Queue<String> received = new ConcurrentLinkedQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener(provider = "shop", events = { "ok", "fail-once" }, id = "ok")
		void ok(WebhookEvent event) {
			this.received.add(event.id());
			if (event.type().equals("fail-once") && event.attempt() == 1) {
				throw new IllegalStateException("once");
			}
		}

		@WebhookListener(provider = "ordered", id = "ordered")
		void ordered(WebhookEvent event) {
		}

	}

	static class TransactionalListeners extends Listeners {

		@WebhookListener(provider = "shop", events = "transactional", id = "transactional", transactional = true)
		void transactional(WebhookEvent event) {
		}

		@WebhookListener(provider = "shop", events = "hang", id = "hang", transactional = true)
		void hang(WebhookEvent event) throws InterruptedException {
			this.received.add(event.id());
			this.release.await();
		}

	}

}
