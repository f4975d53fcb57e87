package dev.webhooks.delivery.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.OrderKey;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * A delivery that may be claimed, or that was.
 *
 * @param event the id of its event
 * @param trigger what it was last scheduled by
 * @param attempts how often it was tried
 * @param takeovers how many nodes have died with it, the one that had it last included
 * @param size the bytes of its event
 * @param orderKey the key or {@code null}
 */
record Candidate(UUID event, DeliveryTrigger trigger, Attempts attempts, int takeovers, int size,
		@Nullable OrderKey orderKey) {

	/** Columns that are read of a delivery. */
	static final String COLUMNS = "event_id, status, triggered_by, attempts, counted_attempts, attempts_put_off, "
			+ "takeovers, event_size";

	/**
	 * Reads a delivery.
	 * @param row has the {@link #COLUMNS}
	 * @param takeovers those that are not stored yet
	 */
	static Candidate of(ResultSet row, Dialect dialect, int takeovers) throws SQLException {
		return new Candidate(dialect.uuid(row, "event_id"), DeliveryTrigger.valueOf(row.getString("triggered_by")),
				attempts(row), row.getInt("takeovers") + takeovers, row.getInt("event_size"), null);
	}

	static Attempts attempts(ResultSet row) throws SQLException {
		return new Attempts(row.getInt("attempts"), row.getInt("counted_attempts"), row.getInt("attempts_put_off"));
	}

	/**
	 * The same delivery in the order of a key.
	 * @param more takeovers that are not stored yet
	 */
	Candidate inOrder(OrderKey key, int more) {
		return new Candidate(this.event, this.trigger, this.attempts, this.takeovers + more, this.size, key);
	}

}
