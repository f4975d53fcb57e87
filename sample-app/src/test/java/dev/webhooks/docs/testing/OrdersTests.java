package dev.webhooks.docs.testing;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "webhooks.providers.shopify.enabled=true")
@AutoConfigureWebhooks
class OrdersTests {

	@Test
	void readsTheOrder(@Autowired WebhookRequests webhooks, @Autowired Orders orders) {
		assertThat(webhooks.provider("shopify").event("orders/create").set("/id", 4711).send()).isProcessed();
		assertThat(orders.received).containsExactly(new Orders.Order(4711, new BigDecimal("17.90")));
	}

}
