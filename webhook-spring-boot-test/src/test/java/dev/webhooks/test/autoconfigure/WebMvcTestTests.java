package dev.webhooks.test.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.test.shop.Billing;
import dev.webhooks.test.shop.DeploymentLog;
import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.shop.ShopController;
import dev.webhooks.test.web.WebhookRequests;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * Tests for endpoints in a {@link WebMvcTest}.
 */
@WebMvcTest({ ShopController.class, Billing.class })
@ContextConfiguration(classes = ShopApplication.class)
class WebMvcTestTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	WebhookRequests webhooks;

	@MockitoBean
	Ledger ledger;

	@Test
	void endpointsAreThereBesideControllers() {
		assertThat(this.mvc.get().uri("/prices").exchange()).hasStatusOk();
		assertThatWebhook(this.mvc.perform(this.webhooks.provider("stripe")
			.event("charge.succeeded")
			.set("/data/object/amount", 7)
			.set("/data/object/id", "ch_7"))).isProcessed();
		then(this.ledger).should().book("ch_7", 7);
	}

	@Test
	void listenersThatAreNotNamedAreLeftOut(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(DeploymentLog.class)).isEmpty();
	}

}
