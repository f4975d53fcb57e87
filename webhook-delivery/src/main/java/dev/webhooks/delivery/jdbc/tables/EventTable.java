package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.database.TextLines;

/**
 * Reads events, and puts back what was purged of them.
 */
public final class EventTable {

	/**
	 * Ids have 48 bits for milliseconds, the first of which databases may take for a
	 * sign.
	 */
	private static final long MAX_SECONDS = (1L << 47) / 1000 - 1;

	private static final int MAX_LOCKED = 500;

	private static final String COLUMNS = "id, channel, tenant, dedupe_key, original_id, event_type, event_types, "
			+ "headers, body, document, context, occurred_at, received_at";

	private final Database database;

	public EventTable(Database database) {
		this.database = database;
	}

	/**
	 * The id below which events were received before a time, give or take what the clocks
	 * of nodes differ by.
	 */
	public static UUID bound(Instant receivedBefore) {
		long seconds = Math.max(0, Math.min(MAX_SECONDS, receivedBefore.getEpochSecond()));
		return new UUID(Instant.ofEpochSecond(seconds, receivedBefore.getNano()).toEpochMilli() << 16, 0);
	}

	/**
	 * Keeps events as they are until the transaction ends. They are locked in one order
	 * everywhere, so that nodes do not wait for each other in a circle.
	 */
	public void lock(Collection<UUID> ids) {
		List<UUID> sorted = ids.stream().distinct().sorted(LeaseTable.ORDER).toList();
		for (int start = 0; start < sorted.size(); start += MAX_LOCKED) {
			List<UUID> some = sorted.subList(start, Math.min(start + MAX_LOCKED, sorted.size()));
			this.database.jdbc()
				.query(this.database.sql("SELECT id", "FROM " + this.database.dialect().withPrimaryKey("{EVENT}"),
						"WHERE id IN (" + Database.parameters(some.size()) + ") ORDER BY id FOR UPDATE"), this::id,
						some.stream().map(this.database.dialect()::bind).toArray());
		}
	}

	/**
	 * Finds the event that has the key of another, and keeps it as it is until the
	 * transaction ends.
	 */
	public @Nullable UUID lockDuplicateOf(Message event) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT id FROM {EVENT} WHERE application = ? AND channel = ? AND tenant = ?",
					"AND dedupe_key = ? FOR UPDATE"), this::id, this.database.application(), event.channel(),
					KeyText.tenant(event), this.database.keys().of(this.database.application(), event))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Puts back what was purged.
	 */
	public void restore(UUID id, Message event) {
		this.database.jdbc()
			.update(this.database
				.sql("UPDATE {EVENT} SET headers = ?, body = ?, document = ? WHERE id = ? AND body IS NULL"),
					TextLines.of(event.headers()), event.body(), event.document(), this.database.dialect().bind(id));
	}

	/**
	 * Reads events.
	 */
	public Map<UUID, Message> read(Set<UUID> ids) {
		Map<UUID, Message> events = new HashMap<>();
		Object[] arguments = ids.stream().map(this.database.dialect()::bind).toArray();
		this.database.jdbc()
			.query(this.database.sql("SELECT " + COLUMNS,
					"FROM {EVENT} WHERE id IN (" + Database.parameters(arguments.length) + ")"), (row) -> {
						events.put(id(row, 0), event(row));
					}, arguments);
		return events;
	}

	/**
	 * Reads what operators see of events of this application, which no condition names: a
	 * database could look for it in an index that is not made for that.
	 */
	public Map<UUID, EventHead> heads(List<UUID> ids) {
		Map<UUID, EventHead> heads = new HashMap<>();
		if (!ids.isEmpty()) {
			this.database.jdbc()
				.query(this.database.sql(
						"SELECT id, application, tenant, dedupe_key, original_id, event_type, received_at",
						"FROM " + this.database.dialect().withPrimaryKey("{EVENT}"),
						"WHERE id IN (" + Database.parameters(ids.size()) + ")"), (row) -> {
							if (row.getString("application").equals(this.database.application())) {
								heads.put(id(row, 0), head(row));
							}
						}, ids.stream().map(this.database.dialect()::bind).toArray());
		}
		return heads;
	}

	private EventHead head(ResultSet row) throws SQLException {
		return new EventHead(tenant(row), eventId(row), row.getString("event_type"), receivedAt(row));

	}

	private static @Nullable String tenant(ResultSet row) throws SQLException {
		String tenant = row.getString("tenant");
		return tenant.equals(KeyText.NO_TENANT) ? null : tenant;
	}

	private static String eventId(ResultSet row) throws SQLException {
		String original = row.getString("original_id");
		return (original != null) ? original : row.getString("dedupe_key");
	}

	private Instant receivedAt(ResultSet row) throws SQLException {
		return Objects.requireNonNullElse(this.database.dialect().time(row, "received_at"), Instant.EPOCH);
	}

	private UUID id(ResultSet row, int number) throws SQLException {
		return this.database.dialect().uuid(row, "id");
	}

	private Message event(ResultSet row) throws SQLException {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		TextLines.read(row.getString("headers"), headers::add);
		Map<String, String> context = new HashMap<>();
		TextLines.read(row.getString("context"), context::put);
		String types = row.getString("event_types");
		return new Message(row.getString("channel"), tenant(row), eventId(row),
				(types != null) ? TextLines.texts(types) : List.of(row.getString("event_type")),
				this.database.dialect().time(row, "occurred_at"), receivedAt(row), headers.build(),
				row.getBytes("body"), row.getBytes("document"), context);
	}

}
