package dev.webhooks.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider that sends a flood leaves for the others. The flood is the provider
 * {@code shop}'s, and its listeners wait until the test releases them.
 */
class FairnessTests {

	private static final int FLOOD = 200;

	private static Node start(Class<?> listeners, String... properties) {
		List<String> all = new ArrayList<>(List.of("webhooks.inbox.type=memory",
				"webhooks.providers.bank.signature.scheme=none", "webhooks.providers.bank.event.id=body:/id"));
		all.addAll(List.of(properties));
		return Node.start(listeners, all.toArray(String[]::new));
	}

	private static void flood(Node node, int count) {
		for (int i = 0; i < count; i++) {
			node.send("flood" + i, "flood");
		}
	}

	private static void awaitProcessed(Node node, String provider, int count) {
		DeliveryFilter processed = DeliveryFilter.of(DeliveryStatus.PROCESSED).channel(provider);
		InboxProcessingContract.await().until(() -> node.deliveries().count(processed) == count);
	}

	@Test
	void anotherProvidersDeliveryRunsWhileAFloodHoldsAllItsWorkers() {
		try (Node node = start(Listeners.class, "webhooks.inbox.concurrency=4")) {
			Listeners listeners = node.bean(Listeners.class);
			flood(node, FLOOD);
			InboxProcessingContract.await().until(() -> listeners.running.get() == 3);
			node.sendBody("bank", "{\"id\":\"payment\"}");
			awaitProcessed(node, "bank", 1);
			assertThat(listeners.ended).containsExactly("payment");
			listeners.release.countDown();
		}
	}

	@Test
	void anotherProvidersDeliveryIsNextWhereThereIsOneWorker() {
		try (Node node = start(Listeners.class, "webhooks.inbox.concurrency=1")) {
			Listeners listeners = node.bean(Listeners.class);
			flood(node, FLOOD);
			InboxProcessingContract.await().until(() -> listeners.running.get() == 1);
			node.sendBody("bank", "{\"id\":\"payment\"}");
			listeners.release.countDown();
			awaitProcessed(node, "shop", FLOOD * 2);
			assertThat(listeners.ended).element(1).isEqualTo("payment");
		}
	}

	@Test
	void aFloodThatFillsTheMemoryLeavesRoomForAnotherProvider() {
		try (Node node = start(Listeners.class, "webhooks.inbox.concurrency=4", "webhooks.inbox.buffer-size=10B")) {
			Listeners listeners = node.bean(Listeners.class);
			flood(node, FLOOD);
			assertThat(node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PENDING)))
				.as("deliveries that found no room")
				.isGreaterThan(FLOOD);
			node.sendBody("bank", "{\"id\":\"payment\"}");
			awaitProcessed(node, "bank", 1);
			assertThat(listeners.ended).containsExactly("payment");
			listeners.release.countDown();
		}
	}

	@Test
	void anotherProvidersDeliveryRunsThoughAFloodWasInTheInboxBefore() {
		try (Node node = start(FullInbox.class, "webhooks.inbox.concurrency=4")) {
			Listeners listeners = node.bean(Listeners.class);
			awaitProcessed(node, "bank", 1);
			assertThat(listeners.ended).containsExactly("payment");
			listeners.release.countDown();
		}
	}

	@Test
	void noMoreRunAtOnceThanTheConcurrencyOfTheProvider() {
		try (Node node = start(Listeners.class, "webhooks.inbox.concurrency=16",
				"webhooks.providers.shop.concurrency=4")) {
			Listeners listeners = node.bean(Listeners.class);
			flood(node, 20);
			InboxProcessingContract.await().until(() -> listeners.running.get() == 4);
			for (int i = 0; i < 10; i++) {
				node.sendBody("bank", "{\"id\":\"payment" + i + "\"}");
			}
			awaitProcessed(node, "bank", 10);
			listeners.release.countDown();
			awaitProcessed(node, "shop", 40);
			assertThat(listeners.most).hasValue(4);
		}
	}

	@Test
	void withAConcurrencyOfOneAProvidersDeliveriesRunOneByOne() {
		try (Node node = start(Listeners.class, "webhooks.inbox.concurrency=16",
				"webhooks.providers.shop.concurrency=1")) {
			Listeners listeners = node.bean(Listeners.class);
			flood(node, 20);
			listeners.release.countDown();
			awaitProcessed(node, "shop", 40);
			assertThat(listeners.most).hasValue(1);
		}
	}

	@Test
	void transactionalListenersThatHangLeaveWorkersForProvidersWithoutTransactions() {
		try (Node node = startHanging()) {
			for (int i = 0; i < 20; i++) {
				node.sendBody("bank", "{\"id\":\"payment" + i + "\"}");
			}
			node.sendBody("mail", "{\"id\":\"letter\"}");
			awaitProcessed(node, "mail", 1);
			node.bean(TransactionalListeners.class).release.countDown();
		}
	}

	@Test
	void aTransactionalListenerThatHangsLeavesConnectionsForAnother() {
		try (Node node = startHanging()) {
			node.sendBody("bank", "{\"id\":\"payment\"}");
			awaitProcessed(node, "bank", 1);
			assertThat(node.bean(TransactionalListeners.class).running).hasValue(2);
			node.bean(TransactionalListeners.class).release.countDown();
			awaitProcessed(node, "shop", 20);
		}
	}

	private static Node startHanging() {
		Node node = Node.start(TransactionalListeners.class,
				Node.onH2("webhooks.providers.bank.signature.scheme=none", "webhooks.providers.bank.event.id=body:/id",
						"webhooks.providers.mail.signature.scheme=none", "webhooks.providers.mail.event.id=body:/id",
						"spring.datasource.hikari.maximum-pool-size=10", "webhooks.inbox.concurrency=16"));
		flood(node, 20);
		InboxProcessingContract.await().until(() -> node.bean(TransactionalListeners.class).running.get() >= 2);
		return node;
	}

	static class TransactionalListeners {

		final CountDownLatch release = new CountDownLatch(1);

		final AtomicInteger running = new AtomicInteger();

		@WebhookListener(provider = "shop", id = "hangs", transactional = true)
		void hang(WebhookEvent event) throws InterruptedException {
			this.running.incrementAndGet();
			this.release.await();
		}

		@WebhookListener(provider = "bank", id = "transactional", transactional = true)
		void transactional(WebhookEvent event) {
		}

		@WebhookListener(provider = "mail", id = "plain")
		void plain(WebhookEvent event) {
		}

	}

	static class Listeners {

		final CountDownLatch release = new CountDownLatch(1);

		final AtomicInteger running = new AtomicInteger();

		final AtomicInteger most = new AtomicInteger();

		final Queue<String> ended = new ConcurrentLinkedQueue<>();

		@WebhookListener(provider = "shop", id = "slow")
		void slow(WebhookEvent event) throws InterruptedException {
			hold(event);
		}

		@WebhookListener(provider = "shop", id = "slow-too")
		void slowToo(WebhookEvent event) throws InterruptedException {
			hold(event);
		}

		private void hold(WebhookEvent event) throws InterruptedException {
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			this.release.await();
			this.running.decrementAndGet();
			this.ended.add(event.id());
		}

		@WebhookListener(provider = "bank", id = "quick")
		void quick(WebhookEvent event) {
			this.ended.add(event.id());
		}

	}

	/**
	 * What a node finds that starts after others have gone.
	 */
	static class FullInbox extends Listeners {

		@Bean
		WebhookInbox inbox() {
			DeliveryStorage inbox = MemoryStorage.create();
			List<Addition> events = new ArrayList<>();
			for (int i = 0; i < FLOOD; i++) {
				events.add(Samples.due(Samples.event("shop", "flood" + i), "slow", "slow-too"));
			}
			events.add(Samples.due(Samples.event("bank", "payment"), "quick"));
			inbox.store().add(events, Samples.lease(1), Instant.EPOCH);
			return new WebhookInbox(inbox);
		}

	}

}
