package dev.webhooks.inbox;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What remains possible when workers are held up or what surrounds a listener fails.
 */
class WorkersInTroubleTests {

	private static final String[] OTHER = { "webhooks.providers.other.signature.scheme=none",
			"webhooks.providers.other.event.id=body:/id", "webhooks.providers.other.event.type=body:/type",
			"webhooks.providers.shop.retry.initial-interval=20ms" };

	private Node node;

	private Listeners listeners;

	private void start(String... more) {
		this.node = Node.start(Listeners.class, Node.onH2(InboxProcessingContract.concat(OTHER, more)));
		this.listeners = this.node.bean(Listeners.class);
	}

	@AfterEach
	void stop() {
		this.listeners.release.countDown();
		this.node.close();
	}

	@Test
	void transactionalListenersThatHangLeaveConnectionsForEverythingElse() {
		start("spring.datasource.hikari.maximum-pool-size=7");
		for (int i = 0; i < 12; i++) {
			assertThat(this.node.send("h" + i, "hang").status()).isEqualTo(200);
		}
		await().until(() -> this.listeners.calls.size() == 2);
		assertThat(this.node.sendBody("other", "{\"id\":\"1\",\"type\":\"ok\"}").status()).isEqualTo(200);
		await().until(() -> this.listeners.calls.contains("other 1"));
		assertThat(this.listeners.calls).as("two of seven connections").hasSize(3);
		this.listeners.release.countDown();
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 13);
	}

	@Test
	void aContextThatCannotBeRestoredIsAFailedAttempt() {
		start();
		this.listeners.failures.add("restore");
		this.node.send("1", "ok");
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
		WebhookDelivery processed = this.node.deliveries().find(DeliveryFilter.of(), 1).get(0);
		assertThat(processed.attempts()).isEqualTo(2);
		assertThat(processed.lastError()).contains("cannot restore");
	}

	@Test
	void aContextLearnsOfTheAttemptThatFailedOnly() {
		start();
		this.listeners.failures.add("listener");
		this.node.send("1", "ok");
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
		assertThat(this.listeners.calls).containsExactly("ok 1", "failed: cannot receive", "ok 1");
	}

	@Test
	void aContextThatCannotBeRemovedDoesNotMakeTheListenerRunAgain() {
		start();
		this.listeners.failures.add("close");
		this.node.send("1", "ok");
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
		assertThat(this.node.deliveries().find(DeliveryFilter.of(), 1).get(0).attempts()).isOne();
		assertThat(this.listeners.calls).containsExactly("ok 1");
	}

	@Test
	void theSameOrderKeyOfTwoTenantsIsTwoKeys() {
		start("webhooks.providers.shop.path=/webhooks/{tenant}/shop", "webhooks.providers.shop.order-by=body:/key");
		this.node.sendAs("a", "{\"id\":\"1\",\"type\":\"wait\",\"key\":\"42\"}");
		await().until(() -> this.listeners.calls.contains("wait 1"));
		this.node.sendAs("a", "{\"id\":\"2\",\"type\":\"ok\",\"key\":\"42\"}");
		this.node.sendAs("b", "{\"id\":\"3\",\"type\":\"ok\",\"key\":\"42\"}");
		await().until(() -> this.listeners.calls.contains("ok 3"));
		assertThat(this.listeners.calls).doesNotContain("ok 2");
	}

	static class Listeners implements DeliveryContext {

		private final Queue<String> calls = new ConcurrentLinkedQueue<>();

		private final Queue<String> failures = new ConcurrentLinkedQueue<>();

		private final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener(provider = "shop", events = "hang", id = "hang", transactional = true)
		void hang(WebhookEvent event) throws InterruptedException {
			this.calls.add("hang " + event.id());
			this.release.await();
		}

		@WebhookListener(provider = "shop", events = { "ok", "wait" })
		void receive(WebhookEvent event) throws InterruptedException {
			this.calls.add(event.types().get(0) + " " + event.id());
			if (this.failures.remove("listener")) {
				throw new IllegalStateException("cannot receive");
			}
			if (event.types().contains("wait")) {
				this.release.await();
			}
		}

		@WebhookListener(provider = "other")
		void other(WebhookEvent event) {
			this.calls.add("other " + event.id());
		}

		@Override
		public void capture(Map<String, String> values) {
		}

		@Override
		public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
			if (this.failures.remove("restore")) {
				throw new IllegalStateException("cannot restore");
			}
			return new Scope() {

				@Override
				public void failed(Throwable failure) {
					Listeners.this.calls.add("failed: " + failure.getMessage());
				}

				@Override
				public void close() {
					if (Listeners.this.failures.remove("close")) {
						throw new IllegalStateException("cannot close");
					}
				}

			};
		}

	}

}
