package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.jdbc.database.Database;

/**
 * Looks at how order keys are and which of their open deliveries is the first; the
 * transaction is the caller's.
 */
public final class OrderKeyHeads {

	private static final String ROW = " WHERE order_key = ? AND target = ?";

	private static final String OF_KEY = " WHERE open_order_key = ? AND target = ?";

	/** Of those that were claimed together with one that is further on. */
	private static final String HELD = OF_KEY + " AND order_position <= ? AND claim_token = ? LIMIT 1";

	private static final String HEAD = OF_KEY + " ORDER BY order_position LIMIT 1";

	private final Database database;

	private final String selectHead;

	private final String selectHeld;

	public OrderKeyHeads(Database database) {
		this.database = database;
		String table = "FROM " + database.dialect().withIndex("{DELIVERY}", "webhook_delivery_order");
		this.selectHead = database.sql("SELECT event_id, status, claim_token", table + HEAD);
		this.selectHeld = database.sql("SELECT 1", table + HELD);
	}

	/**
	 * Tells whether something is left of what was claimed, behind one that was opened
	 * again meanwhile.
	 */
	public boolean isHeld(OrderKeyTable.Key key, long token, long claimedTo) {
		return !this.database.jdbc()
			.queryForList(this.selectHeld, Integer.class, key.value(), key.target(), claimedTo, token)
			.isEmpty();
	}

	/**
	 * Keeps a key as it is until the transaction ends.
	 * @return how it is, or {@code null} if it is not there
	 */
	public @Nullable State lock(OrderKeyTable.Key key) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT due_at, claim_token, claimed_to FROM {ORDER_KEY}" + ROW + " FOR UPDATE"),
					(row, number) -> new State(this.database.dialect().time(row, "due_at"), token(row),
							row.getLong("claimed_to")),
					key.value(), key.target())
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Finds the first of the open deliveries of a key.
	 * @return the delivery, or {@code null} if none is open
	 */
	public @Nullable Head head(OrderKeyTable.Key key) {
		return this.database.jdbc()
			.query(this.selectHead,
					(row, number) -> new Head(this.database.dialect().uuid(row, "event_id"),
							DeliveryStatus.valueOf(row.getString("status")), token(row)),
					key.value(), key.target())
			.stream()
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Long token(ResultSet row) throws SQLException {
		long token = row.getLong("claim_token");
		return row.wasNull() ? null : token;
	}

	/**
	 * How a key is.
	 *
	 * @param dueAt when it is due, or its lease ends; {@code null} if it is blocked
	 * @param token of its lease, if it is leased
	 * @param claimedTo the position up to which deliveries were claimed
	 */
	public record State(@Nullable Instant dueAt, @Nullable Long token, long claimedTo) {

	}

	/**
	 * The first open delivery of a key.
	 *
	 * @param event the id of its event
	 * @param status where it stands
	 * @param token of its lease, if it is leased
	 */
	public record Head(UUID event, DeliveryStatus status, @Nullable Long token) {

	}

}
