package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRetry;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.inbox.WebhookErrorHandler.Decision;
import dev.webhooks.test.autoconfigure.WebhookDeliveriesTestAutoConfiguration;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of deliveries about which an error handler decides, whatever the inbox is.
 */
abstract class ErrorHandlerContract {

	private Node node;

	private Billing billing;

	private WebhookDeliveriesTester deliveries;

	abstract String[] inbox();

	@BeforeEach
	void start() {
		this.node = Node.start(Billing.class,
				InboxProcessingContract.concat(inbox(), "webhooks.test.deliveries=manual"));
		this.deliveries = this.node.bean(WebhookDeliveriesTester.class);
		this.billing = this.node.bean(Billing.class);
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	private WebhookDelivery ends(DeliveryStatus status) {
		this.deliveries.runUntilDone();
		List<WebhookDelivery> ended = this.node.deliveries().find(DeliveryFilter.of(status), 2);
		assertThat(ended).hasSize(1);
		return ended.get(0);
	}

	private static String status(byte[] answer) {
		return new String(answer, StandardCharsets.UTF_8);
	}

	@Test
	void whatIsForwardedIsNotDeadAndSaysWhereItIs() {
		this.node.send("1", "forward");
		WebhookDelivery forwarded = ends(DeliveryStatus.DISCARDED);
		assertThat(forwarded.lastError())
			.isEqualTo("Forwarded to the parking lot (java.lang.IllegalStateException: out of order)");
		assertThat(forwarded.attempts()).isEqualTo(2);
		assertThat(this.billing.parked).containsExactly("1 billing 2 out of order");
		assertThat(this.billing.letters).isEmpty();
	}

	@Test
	void aRedeliveryOfWhatIsForwardedIsADuplicate() {
		this.node.send("1", "forward");
		ends(DeliveryStatus.DISCARDED);
		assertThat(status(this.node.send("1", "forward").body())).contains("duplicate");
		assertThat(this.billing.parked).hasSize(1);
	}

	@Test
	void isAskedAgainWhenWhatAnOperatorRetriedFailsAgain() {
		this.node.send("1", "forward");
		WebhookDelivery forwarded = ends(DeliveryStatus.DISCARDED);
		assertThat(this.node.deliveries().retry(forwarded.id())).isTrue();
		assertThat(ends(DeliveryStatus.DISCARDED).attempts()).isGreaterThan(2);
		assertThat(this.billing.parked).hasSize(2);
	}

	@Test
	void whatIsDiscardedKeepsTheReason() {
		this.node.send("1", "discard");
		assertThat(ends(DeliveryStatus.DISCARDED).lastError())
			.isEqualTo("Discarded: an old order (java.lang.IllegalStateException: out of order)");
	}

	@Test
	void whatIsStoredIsDeadAndNoFurtherHandlerIsAsked() {
		this.node.send("1", "store");
		assertThat(ends(DeliveryStatus.DEAD).lastError()).isEqualTo("java.lang.IllegalStateException: out of order");
		assertThat(this.billing.letters).hasSize(1);
		assertThat(this.billing.parked).isEmpty();
	}

	@Test
	void whatNobodyDecidesIsDead() {
		this.node.send("1", "nobody");
		assertThat(ends(DeliveryStatus.DEAD).lastError()).isEqualTo("java.lang.IllegalStateException: out of order");
	}

	@Test
	void whatAHandlerFailsForIsDead() {
		this.node.send("1", "broken");
		assertThat(ends(DeliveryStatus.DEAD).lastError()).isEqualTo("java.lang.IllegalStateException: out of order");
		assertThat(this.billing.letters).hasSize(1);
	}

	@ImportAutoConfiguration(WebhookDeliveriesTestAutoConfiguration.class)
	static class Billing {

		final Queue<String> parked = new ConcurrentLinkedQueue<>();

		final Queue<String> letters = new ConcurrentLinkedQueue<>();

		@WebhookListener(id = "billing")
		@WebhookRetry(maxAttempts = 2, initialInterval = "10ms", maxInterval = "10ms")
		void on(WebhookEvent event) {
			throw new IllegalStateException("out of order");
		}

		@EventListener
		void dead(WebhookDeadLetterEvent letter) {
			this.letters.add(letter.event().id());
		}

		@Bean
		@Order(2)
		WebhookErrorHandler parkingLot() {
			return (failure) -> {
				this.parked.add("%s %s %d %s".formatted(failure.event().id(), failure.listener(), failure.attempts(),
						failure.exception().getMessage()));
				return Decision.forwarded("the parking lot");
			};
		}

		@Bean
		@Order(1)
		WebhookErrorHandler first() {
			return (failure) -> first(failure.event().type());
		}

		private static @Nullable Decision first(String type) {
			return switch (type) {
				case "forward" -> null;
				case "discard" -> Decision.discard("an old order");
				case "broken" -> throw new IllegalArgumentException("the handler");
				default -> Decision.store();
			};
		}

	}

}
