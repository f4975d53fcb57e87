package dev.webhooks.vendor.receivers.vnpay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.webhooks.vendor.receivers.Work;

/**
 * Orders of the shop: the one of VNPay's documents, and some more.
 */
class Orders {

	private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

	private final Set<String> missing = ConcurrentHashMap.newKeySet();

	private final Work work;

	Orders(Work work) {
		this.work = work;
		this.missing.add("77");
	}

	/** An order may be stored only after it is paid: it is there the second time. */
	boolean exists(String order) {
		return !this.missing.remove(order);
	}

	long amount(String order) {
		return order.equals("9") ? 1 : 18060;
	}

	boolean isConfirmed(String order) {
		return this.confirmed.contains(order);
	}

	void confirm(String order, boolean paid, String transaction) {
		this.work.does(paid ? "paid" : "cancelled", order, transaction);
		this.confirmed.add(order);
	}

}
