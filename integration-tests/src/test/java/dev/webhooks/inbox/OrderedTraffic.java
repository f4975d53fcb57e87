package dev.webhooks.inbox;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred ordered events a second, sent to the provider {@code shop} of a node until it
 * is closed.
 */
final class OrderedTraffic implements AutoCloseable {

	private static final int SENDERS = 4;

	/** Of each sender, the first of them at once and the others after it in turn. */
	private static final Duration INTERVAL = Duration.ofMillis(10 * SENDERS);

	private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);

	private final AtomicInteger accepted = new AtomicInteger();

	private final long begin = System.nanoTime();

	private final Node node;

	private OrderedTraffic(Node node) {
		this.node = node;
	}

	/**
	 * Begins, and returns when the first event was accepted.
	 */
	static OrderedTraffic on(Node node) {
		OrderedTraffic traffic = new OrderedTraffic(node);
		for (int i = 0; i < SENDERS; i++) {
			traffic.senders.scheduleAtFixedRate(traffic::send, i * INTERVAL.toMillis() / SENDERS, INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		InboxProcessingContract.await().until(() -> traffic.accepted.get() > 0);
		return traffic;
	}

	private void send() {
		int number = this.accepted.get();
		String id = Thread.currentThread().getId() + "-" + System.nanoTime();
		if (this.node.sendBody("{\"id\":\"" + id + "\",\"key\":\"k" + number % 10 + "\"}").status() == 200) {
			this.accepted.incrementAndGet();
		}
	}

	/**
	 * Checks that there were about as many as there should have been: a sender that is
	 * late makes up for it.
	 */
	void assertPace() {
		double seconds = (System.nanoTime() - this.begin) / 1e9;
		assertThat(this.accepted.get() / seconds).as("events a second").isBetween(50.0, 110.0);
	}

	@Override
	public void close() {
		this.senders.shutdownNow();
		try {
			assertThat(this.senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
