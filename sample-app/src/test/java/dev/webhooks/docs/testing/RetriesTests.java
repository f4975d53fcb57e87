package dev.webhooks.docs.testing;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;
import dev.webhooks.test.inbox.WebhookDeliveryMode;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "webhooks.inbox.type=memory")
@AutoConfigureMockMvc
@AutoConfigureWebhooks(deliveries = WebhookDeliveryMode.MANUAL)
class RetriesTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	WebhookDeliveriesTester deliveries;

	@Autowired
	Payments payments;

	@BeforeEach
	void empty() {
		this.deliveries.clear();
		this.payments.closed = false;
		this.payments.paid.clear();
	}

	@Test
	void aPaymentIsBookedAtTheSecondAttempt() {
		this.payments.closed = true;
		assertThat(this.webhooks.provider("stripe").event("payment_intent.succeeded").id("evt_6").send()).isAccepted();
		this.deliveries.runDue();
		assertThat(this.deliveries.of("evt_6")).isRetried().hasErrorContaining("The books are closed");
		this.payments.closed = false;
		this.deliveries.advance(Duration.ofMinutes(5));
		assertThat(this.deliveries.of("evt_6")).isProcessed().hasAttempts(2);
	}

	@Test
	void aPaymentIsGivenUpInTheEnd() {
		this.payments.closed = true;
		this.webhooks.provider("stripe").event("payment_intent.succeeded").send();
		this.deliveries.runUntilDone();
		assertThat(this.deliveries.ofLast()).isDead();
	}

}
