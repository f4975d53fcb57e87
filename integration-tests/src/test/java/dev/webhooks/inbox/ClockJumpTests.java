package dev.webhooks.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of deliveries when somebody sets the clock of a node.
 */
class ClockJumpTests {

	private static Node start(String... more) {
		return Node.start(Listeners.class,
				InboxProcessingContract
					.concat(Node.onH2("webhooks.inbox.lease=2s", "webhooks.providers.shop.retry.initial-interval=200ms",
							"webhooks.providers.shop.retry.multiplier=1"), more));
	}

	private static WebhookDelivery only(Node node) {
		return node.deliveries().find(DeliveryFilter.of(), 1).get(0);
	}

	@Test
	void whatRunsIsNotRunAgainWhenTheClockIsSetAnHourAhead() {
		try (Node node = start()) {
			Listeners listeners = node.bean(Listeners.class);
			node.send("1", "wait");
			InboxProcessingContract.await().until(() -> listeners.calls.size() == 1);
			listeners.offset = Duration.ofHours(1);
			InboxProcessingContract.await().during(Duration.ofSeconds(3)).until(() -> listeners.calls.size() == 1);
			listeners.release.countDown();
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
			assertThat(listeners.calls).containsExactly("1 1");
		}
	}

	@Test
	void aRetryDoesNotWaitForAnHourWhenTheClockIsSetBack() {
		try (Node node = start()) {
			Listeners listeners = node.bean(Listeners.class);
			listeners.offset = Duration.ofHours(-1);
			node.send("1", "fail");
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
			assertThat(listeners.calls).containsExactly("1 1", "1 2");
		}
	}

	@Test
	void whatIsRetriedByHandRunsAtOnceWhenTheClockIsSetAnHourAhead() {
		try (Node node = start("webhooks.providers.shop.retry.max-attempts=1")) {
			node.send("1", "once");
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 1);
			node.bean(Listeners.class).offset = Duration.ofHours(1);
			node.deliveries().retry(DeliveryFilter.of(DeliveryStatus.DEAD), 1);
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
		}
	}

	@Test
	void whatRunsIsNotDiscardedWhenTheClockIsSetAnHourAhead() {
		try (Node node = start()) {
			Listeners listeners = node.bean(Listeners.class);
			node.send("1", "wait");
			InboxProcessingContract.await().until(() -> listeners.calls.size() == 1);
			InboxProcessingContract.await().during(Duration.ofSeconds(3)).until(() -> listeners.calls.size() == 1);
			listeners.offset = Duration.ofHours(1);
			assertThat(node.deliveries().discard(only(node).id())).isFalse();
			listeners.release.countDown();
		}
	}

	static class Listeners {

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		volatile Duration offset = Duration.ZERO;

		@Bean
		Clock clock() {
			return ((InstantSource) () -> Instant.now().plus(this.offset)).withZone(ZoneOffset.UTC);
		}

		@WebhookListener("wait")
		void waitForRelease(WebhookEvent event) throws InterruptedException {
			this.calls.add(event.id() + " " + event.attempt());
			this.release.await();
		}

		@WebhookListener("once")
		void failOnce(WebhookEvent event) {
			this.calls.add(event.id());
			if (this.calls.size() == 1) {
				throw new IllegalStateException("not yet");
			}
		}

		@WebhookListener("fail")
		void fail(WebhookEvent event) {
			this.calls.add(event.id() + " " + event.attempt());
			if (event.attempt() == 1) {
				this.offset = this.offset.minusHours(1);
				throw new IllegalStateException("not yet");
			}
		}

	}

}
