package dev.webhooks.docs.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class Orders {

	final List<Order> received = new CopyOnWriteArrayList<>();

	@WebhookListener(provider = "shopify", events = "orders/create")
	void received(@WebhookPayload Order order) {
		this.received.add(order);
	}

	record Order(long id, @JsonProperty("total_price") BigDecimal total) {
	}

}
