package dev.webhooks.test.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.test.inbox.WebhookDeliveriesTester;
import dev.webhooks.test.inbox.WebhookDeliveryMode;
import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.web.WebhookRequests;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * A slice with an inbox, whose deliveries run when a test asks for them.
 */
@WebhookTest(properties = "webhooks.inbox.type=memory")
@AutoConfigureWebhooks(deliveries = WebhookDeliveryMode.MANUAL)
@ContextConfiguration(classes = ShopApplication.class)
class ManualDeliveriesTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	WebhookDeliveriesTester deliveries;

	@MockitoBean
	Ledger ledger;

	@Test
	void whatWasAcceptedRunsWhenItIsDue() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe")
			.event("charge.succeeded")
			.set("/data/object/id", "ch_1")
			.set("/data/object/amount", 5))).isAccepted();
		then(this.ledger).shouldHaveNoInteractions();
		this.deliveries.runDue();
		then(this.ledger).should().book("ch_1", 5);
		assertThat(this.deliveries.ofLast()).isProcessed();
	}

	@Test
	void theTimeOfTheInboxGoesOnBesideTheClockOfTheApplication() {
		willThrow(new IllegalStateException("The books are closed")).willDoNothing().given(this.ledger).book("ch_2", 5);
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe")
			.event("charge.succeeded")
			.set("/data/object/id", "ch_2")
			.set("/data/object/amount", 5))).isAccepted();
		this.deliveries.runDue();
		assertThat(this.deliveries.ofLast()).isRetried();
		this.deliveries.runUntilDone();
		assertThat(this.deliveries.ofLast()).isProcessed().hasAttempts(2);
	}

}
