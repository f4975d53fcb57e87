package dev.webhooks.docs.lookup;

import java.math.BigDecimal;

/**
 * Orders of the application.
 */
interface Orders {

	/**
	 * Brings an order to the state of its payment, however often it is told.
	 */
	void update(String order, String status, BigDecimal amount, String currency);

}
