package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners that write to the inbox's own database leave there: in one transaction
 * with the record that they have run, or without it.
 */
abstract class TransactionalListenerContract {

	private Node node;

	private JdbcTemplate jdbc;

	private Listeners listeners;

	@BeforeEach
	void start() {
		this.node = Node.start(Listeners.class,
				InboxProcessingContract.concat(TestDatabase.of(this).empty().properties(),
						"webhooks.providers.shop.retry.initial-interval=20ms",
						"webhooks.providers.shop.retry.multiplier=1", "webhooks.providers.shop.retry.max-attempts=3",
						"spring.lifecycle.timeout-per-shutdown-phase=7s"));
		this.jdbc = this.node.bean(JdbcTemplate.class);
		this.jdbc.execute("DROP TABLE IF EXISTS ledger");
		this.jdbc.execute("CREATE TABLE ledger (attempt integer NOT NULL)");
		this.listeners = this.node.bean(Listeners.class);
	}

	@AfterEach
	void stop() {
		this.listeners.release.countDown();
		this.node.close();
	}

	private long count(DeliveryStatus status) {
		return this.node.deliveries().count(DeliveryFilter.of(status));
	}

	private void awaitStatus(DeliveryStatus status) {
		InboxProcessingContract.await().until(() -> count(status) == 1);
	}

	private void awaitWritten() {
		InboxProcessingContract.await().until(() -> !this.listeners.written.isEmpty());
	}

	/** The attempts whose writes are there for others to see. */
	private List<Integer> ledger() {
		return this.jdbc.queryForList("SELECT attempt FROM ledger ORDER BY attempt", Integer.class);
	}

	@Test
	void successLeavesOneRowWhenTheDeliveryIsProcessed() {
		this.node.send("1", "good");
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(ledger()).containsExactly(1);
	}

	@Test
	void neitherTheRowNorTheEndIsSeenBeforeTheOther() {
		this.node.send("1", "wait");
		awaitWritten();
		assertThat(ledger()).isEmpty();
		assertThat(count(DeliveryStatus.PROCESSING)).isOne();
		this.listeners.release.countDown();
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(ledger()).containsExactly(1);
	}

	@Test
	void whereTheCommitFailsNeitherTheRowNorTheEndIsLeft() {
		this.node.send("1", "commit-fails-once");
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(this.listeners.written).containsExactly(1, 2);
		assertThat(ledger()).containsExactly(2);
	}

	@Test
	void whatAFailedAttemptHasWrittenIsGoneWhenItWaitsForTheNext() {
		this.node.send("1", "later");
		awaitStatus(DeliveryStatus.RETRYING);
		assertThat(this.listeners.written).containsExactly(1);
		assertThat(ledger()).isEmpty();
	}

	@Test
	void successAfterFailuresLeavesOneRow() {
		this.node.send("1", "fail-twice");
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(this.listeners.written).containsExactly(1, 2, 3);
		assertThat(ledger()).containsExactly(3);
	}

	@Test
	void oneThatAlwaysFailsIsDeadAndLeavesNoRow() {
		this.node.send("1", "fail");
		awaitStatus(DeliveryStatus.DEAD);
		assertThat(this.listeners.written).containsExactly(1, 2, 3);
		assertThat(ledger()).isEmpty();
	}

	@Test
	void withoutATransactionTheRowOfAFailedAttemptStays() {
		this.node.send("1", "plain");
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(ledger()).containsExactly(1, 2);
	}

	@Test
	void whileOneRunsNoOtherNodeTakesItThoughItsLeaseHasEnded() {
		this.node.send("1", "wait");
		awaitWritten();
		Instant later = Instant.now().plus(Duration.ofHours(1));
		String[] all = this.node.bean(WebhookListenerRegistry.class)
			.listeners()
			.stream()
			.map(WebhookListenerMethod::id)
			.toArray(String[]::new);
		assertThat(Samples.claim(this.node.bean(WebhookInbox.class).storage(), "shop", later, 1, false, all)).isEmpty();
	}

	@Test
	void oneThatOutlastsTheShutdownTimeLeavesNoRow() {
		this.node.send("1", "wait");
		awaitWritten();
		this.node.bean(InboxEngine.class).stop();
		assertThat(count(DeliveryStatus.PENDING)).isOne();
		assertThat(ledger()).isEmpty();
	}

	@Test
	void oneThatOutlastedTheShutdownTimeLeavesOneRowAfterARestart() {
		this.node.send("1", "wait");
		awaitWritten();
		this.node.bean(InboxEngine.class).stop();
		this.listeners.release.countDown();
		this.node.bean(InboxEngine.class).start();
		awaitStatus(DeliveryStatus.PROCESSED);
		assertThat(this.listeners.written).as("the first attempt did not count").containsExactly(1, 1);
		assertThat(ledger()).containsExactly(1);
	}

	static class Listeners {

		final Queue<Integer> written = new ConcurrentLinkedQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		private final JdbcTemplate jdbc;

		Listeners(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		private void write(WebhookEvent event) {
			this.jdbc.update("INSERT INTO ledger (attempt) VALUES (?)", event.attempt());
			this.written.add(event.attempt());
		}

		@WebhookListener(value = "good", transactional = true)
		void good(WebhookEvent event) {
			write(event);
		}

		@WebhookListener(value = "wait", transactional = true)
		void waitForRelease(WebhookEvent event) throws InterruptedException {
			write(event);
			this.release.await();
		}

		@WebhookListener(value = "commit-fails-once", transactional = true)
		void commitFailsOnce(WebhookEvent event) {
			write(event);
			if (event.attempt() == 1) {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						throw new IllegalStateException("cannot be committed");
					}

				});
			}
		}

		@WebhookListener(value = "later", transactional = true)
		void later(WebhookEvent event) {
			write(event);
			throw new RetryLaterWebhookException("not yet", Instant.parse("2100-01-01T00:00:00Z"));
		}

		@WebhookListener(value = "fail-twice", transactional = true)
		void failTwice(WebhookEvent event) {
			write(event);
			if (event.attempt() < 3) {
				throw new IllegalStateException("out of order");
			}
		}

		@WebhookListener(value = "fail", transactional = true)
		void fail(WebhookEvent event) throws Exception {
			write(event);
			throw new Exception("out of order");
		}

		@WebhookListener("plain")
		void plain(WebhookEvent event) {
			write(event);
			if (event.attempt() == 1) {
				throw new IllegalStateException("out of order");
			}
		}

	}

}
