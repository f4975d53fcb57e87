package dev.webhooks.inbox;

import java.time.Instant;

/**
 * Asks for deliveries of one provider that are due.
 *
 * @param provider the name of the provider
 * @param limit how many deliveries are claimed at the most
 * @param now the current time
 * @param lease the lease to take
 * @param ordering whether the order of keys is kept
 */
public record ClaimRequest(String provider, int limit, Instant now, Lease lease, Ordering ordering) {

	/**
	 * Whether deliveries wait for earlier ones of the same key.
	 */
	public enum Ordering {

		/** They do not. */
		NONE,

		/** They wait until an earlier one is processed or dead. */
		SKIP_DEAD,

		/** They wait until an earlier one is processed. */
		WAIT_FOR_DEAD

	}

}
