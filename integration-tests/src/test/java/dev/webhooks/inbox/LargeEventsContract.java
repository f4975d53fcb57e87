package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of large events, and of many of them at once.
 */
abstract class LargeEventsContract {

	static final int MEGABYTE = 1024 * 1024;

	private static final DeliveryFilter PROCESSED = DeliveryFilter.of(DeliveryStatus.PROCESSED);

	final TestDatabase database = TestDatabase.of(this);

	private Node node;

	@BeforeEach
	void empty() {
		this.database.empty();
	}

	final Node start(String... more) {
		this.node = Node.start(Listeners.class, properties(InboxProcessingContract.concat(more,
				"webhooks.inbox.accept.timeout=60s", "webhooks.providers.shop.content-types=application/json")));
		return this.node;
	}

	String[] properties(String... more) {
		return this.database.properties(more);
	}

	@AfterEach
	final void stop() {
		if (this.node != null) {
			this.node.close();
		}
	}

	/**
	 * Makes an event of which the drivers of MySQL and MariaDB make twice as many bytes.
	 */
	static String event(String id, int size) {
		return "{\"id\":\"" + id + "\",\"type\":\"large\",\"quotes\":\"" + "\\\"".repeat(size / 2) + "\"}";
	}

	static List<Integer> sendAtOnce(Node node, int count, int size) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<Callable<Integer>> requests = IntStream.range(0, count)
				.<Callable<Integer>>mapToObj((i) -> () -> node.sendBody(event("e" + i, size)).status())
				.toList();
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> status : threads.invokeAll(requests)) {
				statuses.add(status.get());
			}
			return statuses;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void manyAtOnceAreAllStored() throws Exception {
		Node node = start("webhooks.providers.shop.max-body-size=2MB");
		assertThat(sendAtOnce(node, 50, MEGABYTE)).hasSize(50).containsOnly(200);
		await().until(() -> node.deliveries().count(PROCESSED) == 50);
	}

	@Test
	void theLargestReachesItsListenerAsItWasSent() {
		Node node = start("webhooks.providers.shop.max-body-size=8000000");
		String body = event("1", 7_999_900);
		assertThat(node.sendBody(body).status()).isEqualTo(200);
		await().until(() -> node.deliveries().count(PROCESSED) == 1);
		assertThat(new String(node.bean(Listeners.class).received.remove().body(), StandardCharsets.UTF_8))
			.isEqualTo(body);
	}

	@Test
	void anIdOfAMillionCharactersIsKept() {
		Node node = start("webhooks.providers.shop.max-body-size=3MB");
		String id = "\u00E9".repeat(1_200_000);
		assertThat(text(node.send(id, "ok"))).contains("accepted");
		await().until(() -> node.deliveries().count(PROCESSED) == 1);
		assertThat(node.bean(Listeners.class).received.remove().id()).isEqualTo(id);
	}

	@Test
	void aLongIdIsRecognisedWhenItComesAgain() {
		Node node = start();
		assertThat(text(node.send("1".repeat(100_000), "ok"))).contains("accepted");
		assertThat(text(node.send("1".repeat(100_000), "ok"))).contains("duplicate");
		assertThat(text(node.send("1".repeat(99_999) + "2", "ok"))).contains("accepted");
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	static class Listeners {

		final Queue<WebhookEvent> received = new ConcurrentLinkedQueue<>();

		@WebhookListener(events = "ok")
		void receive(WebhookEvent event) {
			this.received.add(event);
		}

		@WebhookListener(events = "large")
		void large(WebhookEvent event) {
			if (event.id().equals("1")) {
				this.received.add(event);
			}
		}

	}

}
