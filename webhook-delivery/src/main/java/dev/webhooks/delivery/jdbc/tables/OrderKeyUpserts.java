package dev.webhooks.delivery.jdbc.tables;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.dao.DuplicateKeyException;

import dev.webhooks.delivery.jdbc.database.Database;

/**
 * Takes positions of order keys, each of which is made when it is not there. The key
 * stays locked until the caller's transaction ends.
 */
public final class OrderKeyUpserts {

	private static final String INSERT = "INSERT INTO {ORDER_KEY} "
			+ "(order_key, target, application, channel, last_position, due_at) VALUES (?, ?, ?, ?, ?, ?)";

	private static final String ON_CONFLICT = "ON CONFLICT (order_key, target) DO UPDATE "
			+ "SET last_position = GREATEST(k.last_position + ?, ?), due_at = COALESCE(k.due_at, ?) "
			+ "RETURNING last_position";

	private static final String SET = "last_position = GREATEST(last_position + ?, ?), due_at = COALESCE(due_at, ?)";

	private static final String ROW = "WHERE order_key = ? AND target = ?";

	private final Database database;

	public OrderKeyUpserts(Database database) {
		this.database = database;
	}

	/**
	 * Takes positions.
	 * @param count how many
	 * @param least the last of them at least
	 * @return the last of them
	 */
	public long advance(OrderKeyTable.Key key, int count, long least, Instant now) {
		Object due = this.database.dialect().bind(now);
		Object[] inserted = { key.value(), key.target(), this.database.application(), key.channel(), least, due };
		Object[] updated = { count, least, due };
		return switch (this.database.dialect()) {
			case POSTGRESQL ->
				position(this.database.sql(INSERT.replace("{ORDER_KEY}", "{ORDER_KEY} AS k"), ON_CONFLICT),
						concat(inserted, updated));
			case MYSQL -> {
				this.database.jdbc()
					.update(this.database.sql(INSERT, "ON DUPLICATE KEY UPDATE " + SET), concat(inserted, updated));
				yield position(key);
			}
			case H2 -> {
				if (!update(key, updated) && !insert(inserted)) {
					update(key, updated);
				}
				yield position(key);
			}
		};
	}

	private boolean update(OrderKeyTable.Key key, Object[] updated) {
		return this.database.jdbc()
			.update(this.database.sql("UPDATE {ORDER_KEY} SET " + SET, ROW),
					concat(updated, key.value(), key.target())) > 0;
	}

	private boolean insert(Object[] inserted) {
		try {
			this.database.jdbc().update(this.database.sql(INSERT), inserted);
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private long position(OrderKeyTable.Key key) {
		return position(this.database.sql("SELECT last_position FROM {ORDER_KEY}", ROW), key.value(), key.target());
	}

	private long position(String sql, Object... arguments) {
		return Objects.requireNonNull(this.database.jdbc().queryForObject(sql, Long.class, arguments));
	}

	private static Object[] concat(Object[] first, Object... second) {
		return Stream.concat(Stream.of(first), Stream.of(second)).toArray();
	}

}
