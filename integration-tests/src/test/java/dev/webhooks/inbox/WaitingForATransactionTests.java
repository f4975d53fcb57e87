package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.transaction.CannotCreateTransactionException;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.memory.MemoryStorage;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static dev.webhooks.inbox.InboxProcessingContract.concat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of transactional listeners that wait for their turn longer than they may
 * run.
 */
class WaitingForATransactionTests {

	private static final DeliveryFilter PROCESSED = DeliveryFilter.of(DeliveryStatus.PROCESSED);

	private static final Duration LONGER_THAN_THE_LIMIT = Duration.ofSeconds(2);

	private static final String[] LIMITS = { "webhooks.inbox.listener-timeout=100ms",
			"webhooks.listeners[first].timeout=1h", "webhooks.providers.shop.retry.initial-interval=20ms" };

	private Node node;

	private void start(Class<?> listeners, String... properties) {
		this.node = Node.start(listeners, concat(LIMITS, properties));
	}

	@AfterEach
	void stop() {
		this.node.bean(Listeners.class).release.countDown();
		this.node.close();
	}

	/** Shows that nothing is interrupted, and lets what waits go on. */
	private void waitLongerThanTheLimit() {
		await().during(LONGER_THAN_THE_LIMIT)
			.until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.RETRYING)) == 0);
		this.node.bean(Listeners.class).release.countDown();
	}

	private WebhookDelivery awaitProcessed(String listener) {
		await().until(() -> this.node.deliveries().count(PROCESSED.target(listener)) == 1);
		return this.node.deliveries().find(PROCESSED.target(listener), 1).get(0);
	}

	@Test
	void waitingForOthersIsNoTimeOfAListener() {
		start(Listeners.class, Node.onH2("spring.datasource.hikari.maximum-pool-size=6"));
		this.node.send("1", "first");
		await().until(() -> this.node.bean(Listeners.class).isRunning);
		this.node.send("2", "second");
		waitLongerThanTheLimit();
		assertThat(awaitProcessed("second").attempts()).isOne();
	}

	@Test
	void waitingForAConnectionIsNoTimeOfAListener() {
		start(ListenersThatWaitBefore.class);
		this.node.send("1", "second");
		waitLongerThanTheLimit();
		assertThat(awaitProcessed("second").attempts()).isOne();
	}

	@Test
	void waitingForTheCommitIsNoTimeOfAListener() {
		start(ListenersThatWaitAfter.class);
		this.node.send("1", "second");
		waitLongerThanTheLimit();
		assertThat(awaitProcessed("second").attempts()).isOne();
	}

	@Test
	void aTransactionThatCannotBeginIsNoAttempt() {
		start(ListenersWithoutConnections.class);
		this.node.send("1", "second");
		WebhookDelivery delivery = awaitProcessed("second");
		assertThat(delivery.attempts()).isOne();
		assertThat(delivery.lastError()).isNull();
	}

	@Test
	void aListenerInATransactionIsInterrupted() {
		start(Listeners.class,
				Node.onH2("webhooks.listeners[first].timeout=100ms", "webhooks.providers.shop.retry.max-attempts=1"));
		this.node.send("1", "first");
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 1);
		assertThat(this.node.deliveries().find(DeliveryFilter.of(), 1).get(0).lastError()).contains("took too long");
	}

	static class Listeners {

		final CountDownLatch release = new CountDownLatch(1);

		volatile boolean isRunning;

		@WebhookListener(events = "first", id = "first", transactional = true)
		void first() throws InterruptedException {
			this.isRunning = true;
			this.release.await();
		}

		@WebhookListener(events = "second", id = "second", transactional = true)
		void second(WebhookEvent event) {
		}

	}

	static class ListenersThatWaitBefore extends Listeners {

		@Bean
		WebhookInbox inbox() {
			return TransactionalInbox.inbox((work) -> {
				this.release.await();
				work.call();
			});
		}

	}

	static class ListenersThatWaitAfter extends Listeners {

		@Bean
		WebhookInbox inbox() {
			return TransactionalInbox.inbox((work) -> {
				work.call();
				this.release.await();
			});
		}

	}

	static class ListenersWithoutConnections extends Listeners {

		private boolean failed;

		@Bean
		WebhookInbox inbox() {
			return TransactionalInbox.inbox((work) -> {
				if (!this.failed) {
					this.failed = true;
					throw new CannotCreateTransactionException("All connections are taken");
				}
				work.call();
			});
		}

	}

	/**
	 * An inbox whose transactions do more than the work.
	 */
	private static final class TransactionalInbox extends ForwardingInbox {

		private final Transaction transaction;

		static WebhookInbox inbox(Transaction transaction) {
			return new WebhookInbox(new TransactionalInbox(transaction).storage());
		}

		private TransactionalInbox(Transaction transaction) {
			super(MemoryStorage.create());
			this.transaction = transaction;
		}

		@Override
		public boolean isTransactional() {
			return true;
		}

		@Override
		public boolean processInTransaction(ClaimedDelivery delivery, Instant now, Callable<@Nullable Object> work)
				throws Exception {
			this.transaction.run(work);
			return finish(List.of(FinishedDelivery.processed(delivery)), now).isEmpty();
		}

	}

	interface Transaction {

		void run(Callable<@Nullable Object> work) throws Exception;

	}

}
