package dev.webhooks.test.shop;

import org.springframework.stereotype.Repository;

/**
 * Collaborator of listeners.
 */
@Repository
public class Ledger {

	/**
	 * Books a payment.
	 * @param id the id of the payment
	 * @param amount the amount
	 */
	public void book(String id, long amount) {
		throw new IllegalStateException("There is no database");
	}

}
