package dev.webhooks.test.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.RejectionReason;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.test.shop.Billing;
import dev.webhooks.test.shop.Deployments;
import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.shop.ShopController;
import dev.webhooks.test.shop.Watchman;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link WebhookTest}.
 */
@WebhookTest
@ContextConfiguration(classes = ShopApplication.class)
class WebhookTestTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	ApplicationContext context;

	@MockitoBean
	Ledger ledger;

	@Test
	void aListenerReceivesWhatAProviderSends() {
		WebhookCall charge = this.webhooks.provider("stripe").event("charge.succeeded");
		assertThatWebhook(this.mvc.perform(charge.set("/data/object/id", "ch_1").set("/data/object/amount", 5)))
			.isProcessed();
		then(this.ledger).should().book("ch_1", 5);
	}

	@Test
	void nothingButWhatReceivesIsThere() {
		assertThat(this.context.getBeansOfType(Billing.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(Watchman.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(ShopController.class)).isEmpty();
		assertThat(this.context.getBeansOfType(WebhookDeliveries.class)).isEmpty();
	}

	@Test
	void interceptorsRun() {
		Watchman watchman = this.context.getBean(Watchman.class);
		int before = watchman.seen();
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe").event("charge.succeeded"))).isProcessed();
		assertThat(watchman.seen()).isEqualTo(before + 1);
	}

	@Test
	void aListenerThatIsInheritedIsFound() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("github").event("push"))).isProcessed();
		assertThat(Deployments.EVENTS).anyMatch((event) -> event.startsWith("github push"));
	}

	@Test
	void whatIsSentTwiceIsADuplicate() {
		WebhookCall charge = this.webhooks.provider("stripe").event("charge.succeeded");
		assertThatWebhook(this.mvc.perform(charge)).isProcessed();
		assertThatWebhook(this.mvc.perform(charge.redelivered())).isDuplicate();
		assertThatWebhook(this.mvc.perform(charge.duplicate())).isDuplicate();
	}

	@Test
	void aForgedRequestIsRefused() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe").event("charge.succeeded").tampered()))
			.isRefused(RejectionReason.SIGNATURE_MISMATCH)
			.hasStatus(401);
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe").event("charge.succeeded").unsigned()))
			.isRefused(RejectionReason.SIGNATURE_MISSING);
		then(this.ledger).shouldHaveNoInteractions();
	}

	@Test
	void whatNobodyListensToIsIgnored() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe").event("customer.created"))).isIgnored();
	}

	@Test
	void aListenerThatFailsIsSeen() {
		willThrow(new IllegalStateException("The books are closed")).given(this.ledger).book(any(), anyLong());
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe").event("charge.succeeded")))
			.isFailed(RejectionReason.LISTENER_FAILED)
			.hasStatus(500);
	}

	@Test
	void aProviderWithAKeyPairNeedsNoSecret() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("discord"))).isProcessed().hasStatus(204);
	}

	@Test
	void theUrlThatIsSignedIsThatOfMockMvc() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("twilio").event("delivered"))).isProcessed();
	}

	@Test
	void aTenantStandsInThePath() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("partner").tenant("acme").body("{\"type\":\"x\"}")))
			.isProcessed();
		assertThat(Deployments.EVENTS).anyMatch((event) -> event.startsWith("partner") && event.endsWith(" acme"));
	}

	@Test
	void aTokenStandsInTheQuery() {
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("cloud"))).isProcessed();
	}

}
