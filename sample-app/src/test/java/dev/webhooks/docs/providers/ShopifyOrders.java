package dev.webhooks.docs.providers;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookListener;

@Component
class ShopifyOrders {

	@WebhookListener(provider = "shopify", events = "orders/create")
	void created(Order order, @WebhookHeader("X-Shopify-Shop-Domain") String shop) {
		System.out.println("Order " + order.id() + " of " + shop + ": " + order.totalPrice());
	}

	record Order(long id, @JsonProperty("total_price") BigDecimal totalPrice) {
	}

}
