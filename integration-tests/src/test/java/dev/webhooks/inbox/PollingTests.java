package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.ClaimRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one provider's trouble or bustle leaves for the others.
 */
class PollingTests {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private Node node;

	private Listeners listeners;

	private void start(String... more) {
		this.node = Node.start(Listeners.class, InboxProcessingContract.concat(more, "webhooks.inbox.type=memory",
				"webhooks.inbox.poll-interval=" + INTERVAL.toMillis() + "ms",
				"webhooks.providers.shop.order-by=body:/key", "webhooks.providers.bank.signature.scheme=none",
				"webhooks.providers.bank.event.id=body:/id", "webhooks.providers.bank.retry.initial-interval=100ms",
				"webhooks.providers.bank.retry.jitter=0", "webhooks.providers.mail.signature.scheme=none",
				"webhooks.providers.mail.event.id=body:/id", "webhooks.providers.mail.order-by=body:/key"));
		this.listeners = this.node.bean(Listeners.class);
	}

	@AfterEach
	void stop() {
		this.node.bean(Inbox.class).release.countDown();
		this.node.close();
	}

	private void sendFailingOnce() {
		this.listeners.failing.put("payment", true);
		this.node.sendBody("bank", "{\"id\":\"payment\"}");
	}

	private void awaitRetry() {
		InboxProcessingContract.await().until(() -> this.listeners.ended.contains("payment"));
	}

	@Test
	void aRetryIsFoundWhileOrderedEventsArriveAllTheTime() {
		start();
		try (OrderedTraffic traffic = OrderedTraffic.on(this.node)) {
			sendFailingOnce();
			awaitRetry();
			traffic.assertPace();
		}
		Instant due = this.listeners.failedAt.plusMillis(100);
		assertThat(Duration.between(due, this.listeners.endedAt)).isLessThan(INTERVAL.multipliedBy(2));
	}

	@Test
	void aProviderWhoseDeliveriesCannotBeClaimedStopsNoOther() {
		start();
		this.node.bean(Inbox.class).refused = "shop";
		this.node.sendBody("{\"id\":\"e\",\"key\":\"k\"}");
		sendFailingOnce();
		awaitRetry();
		assertThat(this.node.bean(InboxEngine.class).state().reachable()).isFalse();
		this.node.bean(Inbox.class).refused = "";
		InboxProcessingContract.await().until(() -> this.listeners.ended.contains("e"));
		assertThat(this.node.bean(InboxEngine.class).state().isUp()).isTrue();
	}

	@Test
	void aListenerWhoseDeliveriesCannotBeClaimedStopsNoOtherOfItsProvider() {
		start();
		this.node.sendBody("mail", "{\"id\":\"e\",\"key\":\"k\"}");
		InboxProcessingContract.await().until(() -> this.listeners.mailed.contains("e"));
		assertThat(this.node.bean(InboxEngine.class).state().reachable()).as("one is refused still").isFalse();
	}

	@Test
	void whatCouldNotBeClaimedAndIsNotDueAnyMoreLeavesTheInboxHealthy() {
		start();
		InboxEngine engine = this.node.bean(InboxEngine.class);
		this.node.bean(Inbox.class).refused = "shop";
		this.node.sendBody("{\"id\":\"e\",\"key\":\"k\"}");
		InboxProcessingContract.await().until(() -> !engine.state().isUp());
		this.node.deliveries().discard(DeliveryFilter.of(DeliveryStatus.PENDING), 1);
		InboxProcessingContract.await().until(() -> engine.state().isUp());
	}

	@Test
	void aProviderWhoseDeliveriesAreClaimedSlowlyDelaysNoOther() {
		start();
		this.node.bean(Inbox.class).stalled = "shop";
		this.node.sendBody("{\"id\":\"e\",\"key\":\"k\"}");
		sendFailingOnce();
		awaitRetry();
		assertThat(this.listeners.ended).doesNotContain("e");
	}

	static class Listeners {

		final Map<String, Boolean> failing = new ConcurrentHashMap<>();

		final Queue<String> ended = new ConcurrentLinkedQueue<>();

		final Queue<String> mailed = new ConcurrentLinkedQueue<>();

		volatile Instant failedAt = Instant.EPOCH;

		volatile Instant endedAt = Instant.EPOCH;

		@Bean
		Inbox refusing() {
			return new Inbox();
		}

		@Bean
		WebhookInbox inbox(Inbox refusing) {
			return new WebhookInbox(refusing.storage());
		}

		@WebhookListener(provider = "shop", id = "shop")
		void shop(WebhookEvent event) {
			this.ended.add(event.id());
		}

		@WebhookListener(provider = "mail", id = "letters")
		void letters(WebhookEvent event) {
			this.mailed.add(event.id());
		}

		@WebhookListener(provider = "mail", id = "parcels")
		void parcels(WebhookEvent event) {
			this.mailed.add(event.id());
		}

		@WebhookListener(provider = "bank", id = "bank")
		void bank(WebhookEvent event) {
			if (this.failing.remove(event.id()) != null) {
				this.failedAt = Instant.now();
				throw new IllegalStateException("not yet");
			}
			this.endedAt = Instant.now();
			this.ended.add(event.id());
		}

	}

	/**
	 * An inbox that refuses, or does not answer, what is asked for one provider, and
	 * refuses whichever listener of the provider {@code mail} comes first.
	 */
	static class Inbox extends ForwardingInbox {

		final CountDownLatch release = new CountDownLatch(1);

		private final AtomicReference<String> refusedListener = new AtomicReference<>();

		volatile String refused = "";

		volatile String stalled = "";

		Inbox() {
			super(MemoryStorage.create());
		}

		@Override
		public List<ClaimedDelivery> claim(ClaimRequest request, Supplier<Lease> lease) {
			String provider = request.due().destination().channel();
			if (provider.equals(this.refused)
					|| provider.equals("mail") && isFirst(request.due().destination().target())) {
				throw new IllegalStateException("refused for the test");
			}
			if (provider.equals(this.stalled)) {
				try {
					this.release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return super.claim(request, lease);
		}

		private boolean isFirst(String listener) {
			this.refusedListener.compareAndSet(null, listener);
			return listener.equals(this.refusedListener.get());
		}

	}

}
