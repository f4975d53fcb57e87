package dev.webhooks.sample;

import org.jspecify.annotations.Nullable;

/**
 * What a customer ordered.
 *
 * @param number the number that the customer knows
 * @param product what was ordered
 * @param payment the id of the payment, or {@code null} before it is paid
 */
record Order(String number, String product, @Nullable String payment) {

	boolean isPaid() {
		return this.payment != null;
	}

	Order paidBy(String payment) {
		return new Order(this.number, this.product, payment);
	}

}
