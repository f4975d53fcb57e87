package dev.webhooks.test.autoconfigure;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.test.shop.Billing;
import dev.webhooks.test.shop.DeploymentLog;
import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.shop.ShopController;
import dev.webhooks.test.shop.Watchman;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link WebhookTest} finds.
 */
class WebhookTestFiltersTests {

	@Nested
	@WebhookTest(DeploymentLog.class)
	@ContextConfiguration(classes = ShopApplication.class)
	class OneListener {

		@Test
		void isThereWithoutTheOthers(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(DeploymentLog.class)).hasSize(1);
			assertThat(context.getBeansOfType(Billing.class)).isEmpty();
			assertThat(context.getBeansOfType(Watchman.class)).hasSize(1);
		}

	}

	@Nested
	@WebhookTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ShopController.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = { Watchman.class, Billing.class }))
	@ContextConfiguration(classes = ShopApplication.class)
	class Filters {

		@Test
		void decide(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(ShopController.class)).hasSize(1);
			assertThat(context.getBeansOfType(Watchman.class)).isEmpty();
			assertThat(context.getBeansOfType(Billing.class)).isEmpty();
		}

	}

	@Nested
	@WebhookTest(useDefaultFilters = false)
	@ContextConfiguration(classes = ShopApplication.class)
	class WithoutDefaultFilters {

		@Test
		void nothingIsFound(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(Watchman.class)).isEmpty();
			assertThat(context.getBeansOfType(WebhookRequests.class)).hasSize(1);
		}

	}

	@Nested
	@WebhookTest(properties = "webhooks.inbox.type=memory")
	@ContextConfiguration(classes = ShopApplication.class)
	class WithAnInbox {

		@MockitoBean
		Ledger ledger;

		@Test
		void eventsAreStored(@Autowired WebhookRequests webhooks, @Autowired ApplicationContext context) {
			assertThat(webhooks.provider("stripe").event("charge.succeeded").send()).isAccepted();
			assertThat(context.getBeansOfType(WebhookDeliveries.class)).hasSize(1);
		}

	}

}
