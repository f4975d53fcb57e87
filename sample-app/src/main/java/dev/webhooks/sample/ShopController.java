package dev.webhooks.sample;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what became of the events. Webhooks leave controllers like this one alone.
 */
@RestController
class ShopController {

	private final Orders orders;

	private final Deployments deployments;

	private final Stock stock;

	ShopController(Orders orders, Deployments deployments, Stock stock) {
		this.orders = orders;
		this.deployments = deployments;
		this.stock = stock;
	}

	@GetMapping("/shop")
	Shop shop() {
		return new Shop(this.orders.all(), this.deployments.all(), this.stock.all());
	}

	/**
	 * All of the shop.
	 */
	record Shop(Collection<Order> orders, List<String> deployments, Map<String, Integer> stock) {
	}

}
