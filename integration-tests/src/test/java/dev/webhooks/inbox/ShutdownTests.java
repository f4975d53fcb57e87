package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a listener that outlasts the time for the shutdown, and of its
 * delivery. Of a phase of seven seconds the listeners get one, the least there is, since
 * the last writes may take nine.
 */
class ShutdownTests {

	private final String[] database = Node.onH2("spring.lifecycle.timeout-per-shutdown-phase=7s");

	private Node node;

	private Listeners listeners;

	@AfterEach
	void stop() {
		this.listeners.release.countDown();
		this.node.close();
	}

	/**
	 * Starts a listener on a node whose lease outlasts the test.
	 */
	private void begin(String type) {
		begin(type, "1h");
	}

	private void begin(String type, String lease, String... more) {
		this.node = Node.start(Listeners.class, InboxProcessingContract
			.concat(InboxProcessingContract.concat(this.database, more), "webhooks.inbox.lease=" + lease));
		this.listeners = this.node.bean(Listeners.class);
		this.node.send("1", type);
		InboxProcessingContract.await().until(() -> this.listeners.begun.contains("1"));
	}

	private InboxEngine engine() {
		return this.node.bean(InboxEngine.class);
	}

	private static WebhookDelivery only(Node node) {
		return node.deliveries().find(DeliveryFilter.of(), 1).get(0);
	}

	private static void awaitProcessed(Node node) {
		InboxProcessingContract.await()
			.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
	}

	@Test
	void theListenerIsInterrupted() {
		begin("wait");
		engine().stop();
		assertThat(this.listeners.interrupted).containsExactly("1");
	}

	@Test
	void itsDeliveryIsGivenBackAsIfItHadNotBeenTried() {
		begin("wait");
		engine().stop();
		assertThat(only(this.node)).returns(DeliveryStatus.PENDING, WebhookDelivery::status)
			.returns(0, WebhookDelivery::attempts)
			.returns(null, WebhookDelivery::lastError);
	}

	@Test
	void itsDeliveryIsDueAtOnce() {
		begin("wait");
		engine().stop();
		assertThat(only(this.node).dueAt()).isBeforeOrEqualTo(Instant.now());
	}

	@Test
	void anotherNodeProcessesItsDelivery() {
		begin("wait");
		try (Node other = Node.start(Listeners.class, this.database)) {
			other.bean(Listeners.class).release.countDown();
			this.node.close();
			awaitProcessed(other);
			assertThat(only(other).attempts()).isOne();
		}
	}

	@Test
	void theSameNodeProcessesItsDeliveryAfterARestart() {
		begin("wait");
		engine().stop();
		this.listeners.release.countDown();
		engine().start();
		awaitProcessed(this.node);
		assertThat(only(this.node).attempts()).isOne();
	}

	@Test
	void theSameNodeProcessesWhatWaitedInOrderAfterARestart() {
		begin("wait", "1h", "webhooks.providers.shop.order-by=body:/key", "webhooks.inbox.concurrency=1");
		this.node.sendBody("{\"id\":\"2\",\"type\":\"wait\",\"key\":\"k\"}");
		InboxProcessingContract.await()
			.until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSING)) == 2);
		engine().stop();
		this.listeners.release.countDown();
		engine().start();
		InboxProcessingContract.await()
			.until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 2);
	}

	@Test
	void aListenerThatEndsWellThoughItWasInterruptedHasProcessedItsDelivery() {
		begin("last-words");
		engine().stop();
		assertThat(only(this.node).status()).isEqualTo(DeliveryStatus.PROCESSED);
	}

	@Test
	@Timeout(60)
	void aListenerThatIgnoresTheInterruptIsLeftBehindAndAnotherNodeTakesItsDelivery() {
		begin("deaf", "1s");
		try (Node other = Node.start(Listeners.class, this.database)) {
			other.bean(Listeners.class).release.countDown();
			engine().stop();
			awaitProcessed(other);
			assertThat(this.listeners.ended).isEmpty();
		}
	}

	static class Listeners {

		final Queue<String> begun = new ConcurrentLinkedQueue<>();

		final Queue<String> interrupted = new ConcurrentLinkedQueue<>();

		final Queue<String> ended = new ConcurrentLinkedQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener("wait")
		void waitForRelease(WebhookEvent event) throws InterruptedException {
			awaitRelease(event);
			this.ended.add(event.id());
		}

		@WebhookListener("last-words")
		void finishWhenInterrupted(WebhookEvent event) {
			try {
				awaitRelease(event);
			}
			catch (InterruptedException ex) {
				this.ended.add(event.id());
			}
		}

		@WebhookListener("deaf")
		void ignoreInterrupts(WebhookEvent event) {
			boolean released = false;
			while (!released) {
				try {
					awaitRelease(event);
					released = true;
				}
				catch (InterruptedException ex) {
					// Goes on as if nothing had happened
				}
			}
			this.ended.add(event.id());
		}

		private void awaitRelease(WebhookEvent event) throws InterruptedException {
			this.begun.add(event.id());
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.add(event.id());
				throw ex;
			}
		}

	}

}
