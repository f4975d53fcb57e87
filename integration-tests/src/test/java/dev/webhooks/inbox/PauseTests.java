package dev.webhooks.inbox;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application of which operators pause a provider or a listener.
 */
class PauseTests {

	private final String[] properties = Node.onH2("webhooks.providers.bank.signature.scheme=none",
			"webhooks.providers.bank.event.id=body:/id", "webhooks.providers.bank.processing=inline");

	private Node node = Node.start(Listeners.class, this.properties);

	@AfterEach
	void stop() {
		this.node.close();
	}

	private Queue<String> received() {
		return this.node.bean(Listeners.class).received;
	}

	private int status(String provider, String id) {
		return this.node.sendBody(provider, "{\"id\":\"" + id + "\",\"type\":\"paid\"}").status();
	}

	private long pending() {
		return this.node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PENDING));
	}

	private void awaitPaused(String provider, String listener) {
		InboxProcessingContract.await()
			.until(() -> this.node.bean(InboxEngine.class).gates().closed(provider, List.of(listener)) != null);
	}

	@Test
	void eventsOfAProviderThatIsPausedAreAcceptedAndWaitUntilItIsResumed() {
		this.node.deliveries().pause("shop", "they repair something");
		awaitPaused("shop", "mail");
		assertThat(status("shop", "1")).isEqualTo(200);
		assertThat(pending()).isEqualTo(2);
		this.node.deliveries().resume("shop");
		InboxProcessingContract.await().until(() -> received().size() == 2);
		assertThat(received()).containsExactlyInAnyOrder("mail 1", "book 1");
	}

	@Test
	void aListenerThatIsPausedHoldsUpNoOther() {
		this.node.deliveries().pauseListener("shop", "mail", null);
		awaitPaused("shop", "mail");
		assertThat(status("shop", "1")).isEqualTo(200);
		InboxProcessingContract.await().until(() -> received().contains("book 1"));
		assertThat(pending()).isOne();
		assertThat(received()).containsExactly("book 1");
	}

	@Test
	void aPauseOutlivesARestart() {
		this.node.deliveries().pause("shop", null);
		this.node.close();
		this.node = Node.start(Listeners.class, this.properties);
		assertThat(status("shop", "1")).isEqualTo(200);
		assertThat(pending()).isEqualTo(2);
		assertThat(received()).isEmpty();
	}

	@Test
	void eventsThatAreProcessedBeforeTheAnswerAreToBeSentAgainMeanwhile() {
		this.node.deliveries().pause("bank", null);
		awaitPaused("bank", "mail");
		assertThat(status("bank", "1")).isEqualTo(503);
		this.node.deliveries().resume("bank");
		InboxProcessingContract.await().until(() -> status("bank", "1") == 200);
		assertThat(received()).contains("mail 1");
	}

	static class Listeners {

		final Queue<String> received = new ConcurrentLinkedQueue<>();

		@WebhookListener(id = "mail")
		void mail(WebhookEvent event) {
			this.received.add("mail " + event.id());
		}

		@WebhookListener(id = "book")
		void book(WebhookEvent event) {
			this.received.add("book " + event.id());
		}

	}

}
