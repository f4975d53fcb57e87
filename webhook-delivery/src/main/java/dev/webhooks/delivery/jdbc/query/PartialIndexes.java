package dev.webhooks.delivery.jdbc.query;

/**
 * Conditions of the rows that are in an index, where a database has indexes of some rows.
 */
final class PartialIndexes {

	static final String DEAD = "dead_at IS NOT NULL";

	/** A delivery that is leased since it was inserted is in none of them. */
	static final String OPEN = "(next_attempt_at IS NOT NULL OR open_order_key IS NOT NULL) AND dead_at IS NULL";

	private PartialIndexes() {
	}

}
