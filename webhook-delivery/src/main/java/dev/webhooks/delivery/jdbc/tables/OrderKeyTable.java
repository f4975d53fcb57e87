package dev.webhooks.delivery.jdbc.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Transactions;

/**
 * The order keys with open deliveries: when the first of them is due, or who has leased
 * the key. A key is locked while deliveries are added to it, so that their positions are
 * those in which they were committed, whatever the clocks of nodes say. Transactions are
 * the caller's.
 */
public final class OrderKeyTable {

	private static final String ROW = " WHERE order_key = ? AND target = ?";

	private static final String DUE = "WHERE application = ? AND channel = ? AND target = ? AND due_at <= ? "
			+ "ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED";

	private final Database database;

	private final OrderKeyUpserts upserts;

	private final OrderKeyHeads heads;

	private final String selectDue;

	public OrderKeyTable(Database database) {
		this.database = database;
		this.upserts = new OrderKeyUpserts(database);
		this.heads = new OrderKeyHeads(database);
		this.selectDue = database.sql("SELECT order_key",
				"FROM " + database.dialect().withIndex("{ORDER_KEY}", "webhook_order_key_due"), DUE);
	}

	/**
	 * Takes the next positions of keys, which are due if they were idle. All keys of a
	 * transaction have to be taken by one call: in one order everywhere, so that nodes do
	 * not wait for each other in a circle.
	 * @param counts how many positions of each key
	 * @return the last of these positions
	 */
	public Map<Key, Long> advance(TreeMap<Key, Integer> counts, Instant now) {
		long position = ChronoUnit.MICROS.between(Instant.EPOCH, now);
		Map<Key, Long> last = new TreeMap<>();
		counts.forEach((key, count) -> last.put(key, this.upserts.advance(key, count, position + count, now)));
		return last;
	}

	public List<String> lockDue(Destination destination, Instant now, int limit) {
		return this.database.jdbc()
			.queryForList(this.selectDue, String.class, this.database.application(), destination.channel(),
					destination.target(), this.database.dialect().bind(now), limit);
	}

	/**
	 * Leases keys with the deliveries that are claimed of them.
	 * @param last of each key the position that none of them is behind
	 */
	public void lease(Map<String, Long> last, String target, Lease lease) {
		if (!last.isEmpty()) {
			Object until = this.database.dialect().bind(lease.until());
			this.database.jdbc()
				.batchUpdate(
						this.database.sql("UPDATE {ORDER_KEY} SET due_at = ?, claim_token = ?, claimed_to = ?" + ROW),
						last.entrySet()
							.stream()
							.map((key) -> new Object[] { until, lease.token(), key.getValue(), key.getKey(), target })
							.toList());
		}
	}

	public void postpone(String key, String target, Instant dueAt) {
		update(key, target, dueAt, null);
	}

	/** A dead delivery holds it up. */
	public void block(String key, String target) {
		update(key, target, null, null);
	}

	/**
	 * Has the keys looked at again that were blocked.
	 * @return how many
	 */
	public int unblock(Instant now) {
		return this.database.jdbc()
			.update(this.database.sql("UPDATE {ORDER_KEY} SET due_at = ?",
					"WHERE application = ? AND due_at IS NULL AND claim_token IS NULL"),
					this.database.dialect().bind(now), this.database.application());
	}

	private void update(String key, String target, @Nullable Instant dueAt, @Nullable Long token) {
		this.database.jdbc()
			.update(this.database.sql("UPDATE {ORDER_KEY} SET due_at = ?, claim_token = ?" + ROW),
					this.database.dialect().bindNullable(dueAt), token, key, target);
	}

	public void delete(String key, String target) {
		this.database.jdbc().update(this.database.sql("DELETE FROM {ORDER_KEY}" + ROW), key, target);
	}

	/**
	 * Ends the leases of keys of which nothing that was leased is left.
	 * @param finished ends of attempts that were recorded just now
	 */
	public void release(Collection<FinishedDelivery> finished, Instant now) {
		Map<Key, Lease> leases = new TreeMap<>();
		Map<UUID, Instant> retries = new TreeMap<>();
		for (FinishedDelivery end : finished) {
			if (end.delivery().orderKey() != null) {
				leases.put(Key.of(end.delivery()), end.delivery().lease());
				if (end.status() == DeliveryStatus.RETRYING && end.dueAt() != null) {
					retries.put(end.delivery().id().event(), end.dueAt());
				}
			}
		}
		leases.forEach((key, lease) -> settle(key, lease.token(), retries, now));
	}

	/**
	 * Has a key looked at again, if no node has leased it, because an operator or the
	 * channel has changed one of its deliveries.
	 */
	public void wake(Key key, Instant now) {
		this.upserts.advance(key, 0, ChronoUnit.MICROS.between(Instant.EPOCH, now), now);
		settle(key, null, Map.of(), now);
	}

	/**
	 * Ends a lease of a key of which nothing was run.
	 */
	public void giveBack(Key key, Lease lease, Instant now) {
		settle(key, lease.token(), Map.of(), now);
	}

	/**
	 * Ends the lease of a key whose node has not renewed it.
	 */
	public void endLease(Key key, Instant now) {
		Object time = this.database.dialect().bind(now);
		this.database.jdbc()
			.update(this.database.sql("UPDATE {ORDER_KEY} SET due_at = ?, claim_token = NULL" + ROW
					+ " AND claim_token IS NOT NULL AND due_at <= ?"), time, key.value(), key.target(), time);
	}

	/**
	 * Brings a key in line with its first delivery, unless another has leased it.
	 * @param token the token of the lease that ends, or {@code null} if there is none
	 * @param retries when deliveries are tried again
	 */
	private void settle(Key key, @Nullable Long token, Map<UUID, Instant> retries, Instant now) {
		OrderKeyHeads.State state = this.heads.lock(key);
		if (state == null || !Objects.equals(state.token(), token)) {
			return;
		}
		OrderKeyHeads.Head head = this.heads.head(key);
		if (head == null) {
			delete(key.value(), key.target());
		}
		else if (token == null || !(token.equals(head.token()) || this.heads.isHeld(key, token, state.claimedTo()))) {
			Instant earlier = (token == null && state.dueAt() != null) ? state.dueAt() : now;
			update(key.value(), key.target(), switch (head.status()) {
				case DEAD -> null;
				case RETRYING -> retries.getOrDefault(head.event(), earlier);
				default -> now;
			}, null);
		}
	}

	/**
	 * Identifies an order key: what the store stores of the key of the events, and where
	 * they go.
	 */
	public record Key(String value, String target, String channel) implements Comparable<Key> {

		/** The key of a delivery. */
		public static Key of(ClaimedDelivery delivery) {
			return new Key(Objects.requireNonNull(delivery.orderKey()).value(), delivery.id().target(),
					delivery.message().channel());
		}

		@Override
		public int compareTo(Key other) {
			int byValue = this.value.compareTo(other.value);
			return (byValue != 0) ? byValue : this.target.compareTo(other.target);
		}

	}

}
