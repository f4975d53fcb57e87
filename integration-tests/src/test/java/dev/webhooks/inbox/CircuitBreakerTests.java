package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.WebhookDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes on one database of which a listener fails so often that its circuit breaker
 * opens.
 */
class CircuitBreakerTests {

	private static final DeliveryFilter WAITING = DeliveryFilter.of(DeliveryStatus.PENDING).target("mail");

	private final String[] database = Node.onH2("webhooks.providers.shop.retry.initial-interval=20ms",
			"webhooks.providers.shop.retry.multiplier=1", "webhooks.providers.shop.retry.max-attempts=1000",
			"webhooks.listeners[mail].circuit-breaker.minimum-calls=3",
			"webhooks.listeners[mail].circuit-breaker.probes=2");

	private final Queue<Node> nodes = new ConcurrentLinkedQueue<>();

	@AfterEach
	void stop() {
		this.nodes.forEach(Node::close);
	}

	private Node start(String wait, boolean failing, String... more) {
		String[] properties = InboxProcessingContract.concat(this.database,
				"webhooks.listeners[mail].circuit-breaker.wait=" + wait);
		Node node = Node.start(Listeners.class, InboxProcessingContract.concat(properties, more));
		node.bean(Listeners.class).failing = failing;
		this.nodes.add(node);
		return node;
	}

	private static void await(Callable<Boolean> condition) {
		InboxProcessingContract.await().until(condition);
	}

	private static boolean knowsThatItIsClosed(Node node) {
		return node.bean(InboxEngine.class).gates().closed("shop", List.of("mail")) != null;
	}

	private static void fail(Node node) {
		for (int i = 0; i < 3; i++) {
			node.send("failing" + i, "paid");
		}
		await(() -> knowsThatItIsClosed(node));
	}

	@Test
	void deliveriesWaitOnAllNodesWithoutAnAttempt() {
		Node one = start("1h", true);
		Node two = start("1h", true);
		fail(one);
		await(() -> knowsThatItIsClosed(two));
		assertThat(one.send("1", "paid").status()).isEqualTo(200);
		assertThat(two.send("2", "paid").status()).isEqualTo(200);
		await(() -> one.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED).target("book")) == 5);
		assertThat(one.deliveries().find(WAITING, 10)).extracting(WebhookDelivery::attempts).containsExactly(0, 0);
	}

	@Test
	void itIsToldFromAPause() {
		Node node = start("1h", true);
		fail(node);
		node.deliveries().pause("shop", "by hand");
		assertThat(node.deliveries().paused()).hasSize(2).anySatisfy((gate) -> {
			assertThat(gate.reason()).startsWith("circuit breaker: 100 % of ");
			assertThat(gate.probing()).isNotNull();
		}).anySatisfy((gate) -> {
			assertThat(gate.reason()).isEqualTo("by hand");
			assertThat(gate.probing()).isNull();
		});
	}

	@Test
	void allNodesGoOnWhenItSucceedsAgain() {
		Node one = start("1s", true);
		Node two = start("1s", true);
		fail(one);
		await(() -> knowsThatItIsClosed(two));
		one.send("1", "paid");
		one.bean(Listeners.class).failing = false;
		two.bean(Listeners.class).failing = false;
		await(() -> one.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED).target("mail")) == 4);
		await(() -> !knowsThatItIsClosed(one) && !knowsThatItIsClosed(two));
		assertThat(one.deliveries().paused()).isEmpty();
	}

	@Test
	void itStaysClosedForAnotherWaitAsLongAsProbesFail() {
		Node node = start("1s", true);
		fail(node);
		Instant first = node.deliveries().paused().get(0).closedUntil();
		int calls = node.bean(Listeners.class).calls.get();
		await(() -> node.bean(Listeners.class).calls.get() > calls
				&& node.deliveries().paused().stream().anyMatch((gate) -> gate.closedUntil().isAfter(first)));
	}

	@Test
	void itOutlivesARestartAndIsProbedThen() {
		Node before = start("1s", true);
		fail(before);
		before.close();
		this.nodes.remove(before);
		Node after = start("1h", false);
		after.send("1", "paid");
		await(() -> after.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED).target("mail")) == 4);
		assertThat(after.deliveries().paused()).isEmpty();
	}

	@Test
	void whoResumesTheListenerEndsIt() {
		Node node = start("1h", true);
		fail(node);
		node.bean(Listeners.class).failing = false;
		assertThat(node.deliveries().resumeListener("shop", "mail")).isTrue();
		await(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED).target("mail")) == 3);
		assertThat(node.deliveries().paused()).extracting(Gate::destination).isEmpty();
	}

	private static WebhookResponse sendInline(Node node, String id) {
		return node.sendBody("bank", "{\"id\":\"" + id + "\",\"type\":\"paid\"}");
	}

	@Test
	void beforeTheAnswerAllNodesShareTheProbesToo() {
		String[] inline = { "webhooks.providers.bank.signature.scheme=none",
				"webhooks.providers.bank.event.id=body:/id", "webhooks.providers.bank.event.type=body:/type",
				"webhooks.providers.bank.processing=inline", "webhooks.providers.bank.circuit-breaker.minimum-calls=3",
				"webhooks.providers.bank.circuit-breaker.wait=1s", "webhooks.providers.bank.circuit-breaker.probes=1" };
		Node one = start("1s", true, inline);
		Node two = start("1s", true, inline);
		await(() -> sendInline(one, "failing").status() == 503);
		await(() -> !two.bean(InboxEngine.class).gates().areAllOpen("bank"));
		one.bean(Listeners.class).failing = false;
		two.bean(Listeners.class).failing = false;
		await(() -> sendInline(two, "1").status() == 200);
		await(() -> sendInline(one, "2").status() == 200);
	}

	static class Listeners {

		final AtomicInteger calls = new AtomicInteger();

		volatile boolean failing;

		@WebhookListener(id = "mail")
		void mail(WebhookEvent event) {
			this.calls.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("It is away");
			}
		}

		@WebhookListener(id = "book")
		void book(WebhookEvent event) {
		}

	}

}
