package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conditions of listeners whose events come from an inbox: they are decided when the
 * event is accepted, and never again.
 */
class InboxConditionTests {

	private Node node;

	private Gate gate;

	@BeforeEach
	void start() {
		this.node = Node.start(Gate.class, Node.onH2("webhooks.providers.shop.retry.initial-interval=20ms",
				"webhooks.providers.shop.event.split=body:"));
		this.gate = this.node.bean(Gate.class);
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void aConditionThatIsFalseLaterKeepsNoDeliveryFromItsListener() {
		assertThat(this.node.send("1", "gated").status()).isEqualTo(200);
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
		assertThat(this.gate.calls).containsExactly("gated 1 attempt 1", "gated 1 attempt 2");
	}

	@Test
	void anEventWhoseConditionsAreFalseIsIgnoredAndNotStored() {
		this.gate.open = false;
		assertThat(text(this.node.send("1", "gated"))).isEqualTo("{\"status\":\"ignored\"}");
		assertThat(this.node.deliveries().count(DeliveryFilter.of())).isZero();
	}

	@Test
	void aConditionThatFailsIsNoAnswerAndTheEventIsAcceptedWhenItComesAgain() {
		this.gate.jammed = true;
		assertThat(this.node.send("1", "gated").status()).isEqualTo(500);
		assertThat(this.node.deliveries().count(DeliveryFilter.of())).isZero();
		this.gate.jammed = false;
		assertThat(text(this.node.send("1", "gated"))).contains("accepted");
	}

	@Test
	void theOtherItemsOfABatchAreStoredThoughAConditionFails() {
		this.gate.jammed = true;
		assertThat(this.node.sendBody(
				"[{\"id\":\"1\",\"type\":\"free\"},{\"id\":\"2\",\"type\":\"gated\"},{\"id\":\"3\",\"type\":\"free\"}]")
			.status()).isEqualTo(500);
		await().until(() -> this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 2);
		assertThat(this.gate.calls).containsExactlyInAnyOrder("free 1", "free 3");
	}

	@Test
	void aPayloadThatAConditionCannotReadIsMalformed() {
		assertThat(this.node.sendBody("{\"id\":\"1\",\"type\":\"tree\",\"amount\":1e2147483648}").status())
			.isEqualTo(400);
		assertThat(this.node.deliveries().count(DeliveryFilter.of())).isZero();
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@Component("gate")
	static class Gate {

		final Queue<String> calls = new ConcurrentLinkedQueue<>();

		volatile boolean open = true;

		volatile boolean jammed;

		public boolean isOpen() {
			if (this.jammed) {
				throw new IllegalStateException("jammed");
			}
			return this.open;
		}

		/** Fails at first, behind a gate that it has closed. */
		@WebhookListener(value = "gated", condition = "@gate.open")
		void gated(WebhookEvent event) {
			this.calls.add("gated " + event.id() + " attempt " + event.attempt());
			this.open = false;
			if (event.attempt() == 1) {
				throw new IllegalStateException("out of order");
			}
		}

		@WebhookListener("free")
		void free(WebhookEvent event) {
			this.calls.add("free " + event.id());
		}

		@WebhookListener(value = "tree", condition = "#payload.amount > 100")
		void tree(WebhookEvent event) {
			this.calls.add("tree " + event.id());
		}

	}

}
