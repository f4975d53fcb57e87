package dev.webhooks.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes on one database whose provider has an order. An event says in {@code act}
 * what the listener does: run, wait for the test, or fail.
 */
abstract class OrderAcrossNodesContract {

	private static final DeliveryFilter DEAD = DeliveryFilter.of(DeliveryStatus.DEAD);

	private static final DeliveryFilter PENDING = DeliveryFilter.of(DeliveryStatus.PENDING);

	private static Record record;

	private Node one;

	private Node two;

	@BeforeEach
	void createRecord() {
		record = new Record();
	}

	@AfterEach
	void stop() {
		record.release.countDown();
		this.one.close();
		this.two.close();
	}

	private void start(String... properties) {
		String[] all = InboxProcessingContract.concat(TestDatabase.of(this).empty().properties(properties),
				"webhooks.providers.shop.order-by=body:/key");
		this.one = Node.start(Listeners.class, all);
		this.two = Node.start(Listeners.class, all);
	}

	private static String event(String key, int number, String act) {
		return "{\"id\":\"%s-%03d\",\"key\":\"%s\",\"act\":\"%s\"}".formatted(key, number, key, act);
	}

	/**
	 * Sends an event when the clock shows a later millisecond than for the one before,
	 * since the order of receipt is that of the clock.
	 */
	private static void send(Node node, String body) {
		long before = System.currentTimeMillis();
		while (System.currentTimeMillis() == before) {
			Thread.onSpinWait();
		}
		assertThat(node.sendBody(body).status()).isEqualTo(200);
	}

	private static void awaitEnded(String key, String... ids) {
		InboxProcessingContract.await().untilAsserted(() -> assertThat(record.ended(key)).containsExactly(ids));
	}

	@Test
	void deliveriesOfOneKeyRunOneAfterAnotherInTheOrderOfReceipt() {
		start();
		for (int i = 0; i < 120; i++) {
			send((i % 2 == 0) ? this.one : this.two, event("k" + (i % 5), i, "run"));
		}
		InboxProcessingContract.await().until(() -> record.ended.size() == 120);
		assertThat(record.overlaps).as("deliveries of one key that ran at once").hasValue(0);
		for (String key : List.of("k0", "k1", "k2", "k3", "k4")) {
			assertThat(record.ended(key)).hasSize(24).isSorted();
		}
		assertThat(record.nodes).as("nodes that ran them")
			.containsExactlyInAnyOrder(this.one.bean(Listeners.class), this.two.bean(Listeners.class));
	}

	@Test
	void otherKeysGoOnWhileOneIsHeldUpOnEitherNode() {
		start();
		send(this.one, event("held", 1, "wait"));
		InboxProcessingContract.await().until(() -> record.begun.contains("held-001"));
		send(this.two, event("held", 2, "run"));
		for (int i = 0; i < 10; i++) {
			send((i % 2 == 0) ? this.one : this.two, event("free" + i, i, "run"));
		}
		InboxProcessingContract.await().until(() -> record.ended.size() == 10);
		InboxProcessingContract.await()
			.during(Duration.ofMillis(500))
			.until(() -> record.begun("held").equals(List.of("held-001")));
		record.release.countDown();
		awaitEnded("held", "held-001", "held-002");
	}

	@Test
	void deliveriesOfTwoKeysRunAtTheSameTime() {
		start();
		send(this.one, event("a", 1, "wait"));
		send(this.one, event("b", 1, "wait"));
		InboxProcessingContract.await().until(() -> record.begun.containsAll(List.of("a-001", "b-001")));
		assertThat(record.ended).isEmpty();
	}

	@Test
	void aDeadDeliveryIsSteppedOver() {
		start();
		send(this.one, event("k", 1, "fail"));
		send(this.two, event("k", 2, "run"));
		awaitEnded("k", "k-002");
		InboxProcessingContract.await().until(() -> this.one.deliveries().count(DEAD) == 1);
	}

	@Test
	void aDeadDeliveryHoldsItsKeyUntilItIsRetriedIfThatIsWanted() {
		start("webhooks.inbox.dead-blocks-order=true");
		send(this.one, event("k", 1, "fail"));
		send(this.two, event("k", 2, "run"));
		InboxProcessingContract.await().until(() -> this.one.deliveries().count(DEAD) == 1);
		send(this.one, event("other", 1, "run"));
		awaitEnded("other", "other-001");
		InboxProcessingContract.await()
			.during(Duration.ofMillis(500))
			.until(() -> this.one.deliveries().count(PENDING) == 1);
		record.mended = true;
		this.two.deliveries().retry(DEAD, 1);
		awaitEnded("k", "k-001", "k-002");
	}

	@Test
	void theItemsOfABatchAreOrderedByTheKeyOfEach() {
		start("webhooks.providers.shop.event.split=body:/events");
		send(this.one, "{\"key\":\"none\",\"events\":[" + String.join(",", event("a", 1, "wait"), event("b", 1, "run"),
				event("a", 2, "run"), event("b", 2, "run")) + "]}");
		awaitEnded("b", "b-001", "b-002");
		InboxProcessingContract.await()
			.during(Duration.ofMillis(500))
			.until(() -> record.begun("a").equals(List.of("a-001")));
		record.release.countDown();
		awaitEnded("a", "a-001", "a-002");
	}

	/**
	 * What the listeners of both nodes did.
	 */
	private static final class Record {

		final Queue<String> begun = new ConcurrentLinkedQueue<>();

		final Queue<String> ended = new ConcurrentLinkedQueue<>();

		final Set<String> running = ConcurrentHashMap.newKeySet();

		final Set<Listeners> nodes = ConcurrentHashMap.newKeySet();

		final AtomicInteger overlaps = new AtomicInteger();

		final CountDownLatch release = new CountDownLatch(1);

		volatile boolean mended;

		List<String> begun(String key) {
			return this.begun.stream().filter((id) -> id.startsWith(key + "-")).toList();
		}

		List<String> ended(String key) {
			return this.ended.stream().filter((id) -> id.startsWith(key + "-")).toList();
		}

	}

	static class Listeners {

		@WebhookListener
		void receive(WebhookEvent event, JsonNode payload) throws InterruptedException {
			record.nodes.add(this);
			String key = payload.get("key").asString();
			if (!record.running.add(key)) {
				record.overlaps.incrementAndGet();
			}
			try {
				record.begun.add(event.id());
				act(payload.get("act").asString());
				record.ended.add(event.id());
			}
			finally {
				record.running.remove(key);
			}
		}

		private static void act(String act) throws InterruptedException {
			switch (act) {
				case "wait" -> record.release.await();
				case "fail" -> failUnlessMended();
				default -> Thread.yield();
			}
		}

		private static void failUnlessMended() {
			if (!record.mended) {
				throw new NonRetryableWebhookException("not mended");
			}
		}

	}

}
