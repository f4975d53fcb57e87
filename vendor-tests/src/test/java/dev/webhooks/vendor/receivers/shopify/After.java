package dev.webhooks.vendor.receivers.shopify;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.vendor.receivers.Work;

/**
 * Ships the orders of several shops.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@Bean
	static WebhookSecretResolver secrets(Shops shops) {
		return (provider, shop) -> {
			String secret = shops.secret(shop);
			return (secret != null) ? List.of(secret) : List.of();
		};
	}

	@WebhookListener(provider = "shopify", events = "orders/paid")
	void paid(Order order, WebhookEvent event) {
		this.work.does("ship", event.tenant(), order.id(), order.totalPrice(), order.items().get(0).title());
	}

	@WebhookListener(provider = "shopify", events = "app/uninstalled")
	void uninstalled(WebhookEvent event) {
		this.work.does("forget", event.tenant());
	}

	record Order(long id, @JsonProperty("total_price") String totalPrice,
			@JsonProperty("line_items") List<Item> items) {

		record Item(String title) {
		}

	}

}
