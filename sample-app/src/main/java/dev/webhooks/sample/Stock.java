package dev.webhooks.sample;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;

/**
 * What is in the warehouse, filled up by the supplier Acme.
 */
@Component
class Stock {

	private static final Logger logger = LoggerFactory.getLogger(Stock.class);

	private final Map<String, Integer> quantities = new ConcurrentHashMap<>();

	Map<String, Integer> all() {
		return new TreeMap<>(this.quantities);
	}

	@WebhookListener(provider = "acme", events = "goods.delivered")
	void delivered(@Valid Delivery delivery) {
		int now = this.quantities.merge(delivery.product(), delivery.quantity(), Integer::sum);
		logger.info("Acme delivered {} of {}, now there are {}", delivery.quantity(), delivery.product(), now);
	}

	/**
	 * What Acme sends.
	 */
	record Delivery(@NotBlank String product, @Positive int quantity) {
	}

}
