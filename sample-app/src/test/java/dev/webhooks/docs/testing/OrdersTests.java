package dev.webhooks.docs.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookRequest;
import dev.webhooks.test.PresetExample;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "webhooks.providers.shopify.secret=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class OrdersTests {

	@Test
	void readsTheOrderThatShopifyShows(@Autowired SignedCalls calls, @Autowired Orders orders) throws IOException {
		WebhookRequest shown = PresetExample.of("shopify").request();
		SignedRequest order = SignedRequest.post("/webhooks/shopify", new String(shown.body(), StandardCharsets.UTF_8));
		shown.headers().forEach(order::header);
		assertThat(calls.send(calls.sign("shopify", Instant.now(), order))).hasStatusOk();
		assertThat(orders.received).containsExactly(new Orders.Order(820982911946154508L, new BigDecimal("254.98")));
	}

}
