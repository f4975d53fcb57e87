package dev.webhooks.inbox;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long each listener may take.
 */
class ListenerTimeoutTests {

	private static final DeliveryFilter INTERRUPTED = DeliveryFilter.of(DeliveryStatus.RETRYING);

	private static final DeliveryFilter PROCESSED = DeliveryFilter.of(DeliveryStatus.PROCESSED);

	private static Node start(String... timeouts) {
		String[] properties = InboxProcessingContract.concat(timeouts, "webhooks.inbox.type=memory");
		Node node = Node.start(Listeners.class, properties);
		node.send("1", "wait");
		return node;
	}

	private static void awaitInterrupted(Node node, String listener) {
		InboxProcessingContract.await().until(() -> node.deliveries().count(INTERRUPTED) == 1);
		WebhookDelivery delivery = node.deliveries().find(INTERRUPTED, 1).get(0);
		assertThat(delivery.id().target()).isEqualTo(listener);
		assertThat(delivery.lastError()).contains("took too long");
	}

	@Test
	void aListenerWithATimeoutOfItsOwnOutlivesThatOfTheOthers() {
		try (Node node = start("webhooks.inbox.listener-timeout=100ms", "webhooks.listeners[first].timeout=1h")) {
			awaitInterrupted(node, "second");
			node.bean(Listeners.class).release.countDown();
			InboxProcessingContract.await().until(() -> node.deliveries().count(PROCESSED.target("first")) == 1);
			assertThat(node.deliveries().find(PROCESSED, 1).get(0).attempts()).isOne();
		}
	}

	@Test
	void aListenerWithATimeoutOfItsOwnIsInterruptedBeforeTheOthers() {
		try (Node node = start("webhooks.inbox.listener-timeout=1h", "webhooks.listeners[first].timeout=100ms")) {
			awaitInterrupted(node, "first");
			node.bean(Listeners.class).release.countDown();
			InboxProcessingContract.await().until(() -> node.deliveries().count(PROCESSED.target("second")) == 1);
		}
	}

	static class Listeners {

		final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener(id = "first")
		void first() throws InterruptedException {
			this.release.await();
		}

		@WebhookListener(id = "second")
		void second() throws InterruptedException {
			this.release.await();
		}

	}

}
