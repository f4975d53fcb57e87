package dev.webhooks.sample;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The orders of the shop. A real shop has them in a database.
 */
@Component
class Orders {

	private final Map<String, Order> orders = new ConcurrentSkipListMap<>();

	Orders() {
		add(new Order("1001", "Assam, 250 g", null));
		add(new Order("1002", "Sencha, 100 g", null));
	}

	private void add(Order order) {
		this.orders.put(order.number(), order);
	}

	Collection<Order> all() {
		return Collections.unmodifiableCollection(this.orders.values());
	}

	/**
	 * Marks an order as paid. Doing so twice changes nothing more: a provider may deliver
	 * an event again.
	 * @return the order, or {@code null} if there is none of that number
	 */
	@Nullable Order pay(String number, String payment) {
		return this.orders.computeIfPresent(number, (key, order) -> order.isPaid() ? order : order.paidBy(payment));
	}

}
