package dev.webhooks.inbox.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.Backlog;
import dev.webhooks.inbox.DeliveryFilter;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryStatus;
import dev.webhooks.inbox.DeliveryTrigger;
import dev.webhooks.inbox.WebhookDelivery;

/**
 * Finds and counts deliveries for operators.
 */
final class DeliveryQueries {

	private static final String FIND = """
			SELECT d.event_id, d.listener, d.provider, d.status, d.triggered_by, d.attempts, d.next_attempt_at,
			d.finished_at, d.last_error, e.tenant, e.dedupe_key, e.original_id, e.event_type, e.received_at
			FROM {DELIVERY} d JOIN {EVENT} e ON e.id = d.event_id""";

	private static final String COUNT = "SELECT COUNT(*) FROM {DELIVERY} d JOIN {EVENT} e ON e.id = d.event_id";

	private static final String OPEN = """
			SELECT status, COUNT(*) AS number FROM {DELIVERY} WHERE next_attempt_at IS NOT NULL GROUP BY status
			UNION ALL SELECT 'DEAD', COUNT(*) FROM {DELIVERY} WHERE status = 'DEAD' AND dead_at IS NOT NULL""";

	private static final String OLDEST = "SELECT MIN(next_attempt_at) AS oldest FROM {DELIVERY} "
			+ "WHERE next_attempt_at <= ?";

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	private final LeaseTable leases;

	DeliveryQueries(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect, LeaseTable leases) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
		this.leases = leases;
	}

	List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
		List<Object> arguments = new ArrayList<>();
		String sql = FIND + where(filter, arguments) + " ORDER BY d.event_id DESC, d.listener LIMIT ?";
		arguments.add(limit);
		return this.jdbc.query(this.tables.in(sql), this::delivery, arguments.toArray());
	}

	long count(DeliveryFilter filter) {
		List<Object> arguments = new ArrayList<>();
		String sql = COUNT + where(filter, arguments);
		Long count = this.jdbc.queryForObject(this.tables.in(sql), Long.class, arguments.toArray());
		return Objects.requireNonNullElse(count, 0L);
	}

	/**
	 * Makes the condition. Statuses stand in it as they are, so that partial indexes are
	 * found.
	 */
	private String where(DeliveryFilter filter, List<Object> arguments) {
		List<String> conditions = new ArrayList<>(List.of("1 = 1"));
		if (!filter.statuses().isEmpty()) {
			String names = filter.statuses().stream().map(Enum::name).sorted().collect(Collectors.joining("', '"));
			conditions
				.add((filter.statuses().size() == 1) ? "d.status = '" + names + "'" : "d.status IN ('" + names + "')");
		}
		if (filter.statuses().equals(Set.of(DeliveryStatus.DEAD))) {
			conditions.add("d.dead_at IS NOT NULL");
		}
		add(conditions, arguments, "d.provider = ?", filter.provider());
		add(conditions, arguments, "e.event_type = ?", filter.type());
		add(conditions, arguments, "d.listener = ?", filter.listener());
		add(conditions, arguments, "e.received_at >= ?", filter.receivedFrom());
		add(conditions, arguments, "e.received_at < ?", filter.receivedBefore());
		return " WHERE " + String.join(" AND ", conditions);
	}

	private void add(List<String> conditions, List<Object> arguments, String condition, @Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			arguments.add(this.dialect.bind(value));
		}
	}

	private WebhookDelivery delivery(ResultSet row, int number) throws SQLException {
		String tenant = row.getString("tenant");
		String original = row.getString("original_id");
		DeliveryStatus status = DeliveryStatus.valueOf(row.getString("status"));
		return new WebhookDelivery(new DeliveryId(this.dialect.uuid(row, "event_id"), row.getString("listener")),
				row.getString("provider"), tenant.isEmpty() ? null : tenant,
				(original != null) ? original : row.getString("dedupe_key"), row.getString("event_type"), status,
				DeliveryTrigger.valueOf(row.getString("triggered_by")), row.getInt("attempts"),
				Objects.requireNonNullElse(this.dialect.time(row, "received_at"), Instant.EPOCH),
				(status != DeliveryStatus.PROCESSING) ? this.dialect.time(row, "next_attempt_at") : null,
				this.dialect.time(row, "finished_at"), row.getString("last_error"));
	}

	Backlog backlog(Instant now) {
		Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
		this.jdbc.query(this.tables.in(OPEN), (row) -> {
			if (row.getLong("number") > 0) {
				counts.put(DeliveryStatus.valueOf(row.getString("status").strip()), row.getLong("number"));
			}
		});
		long leased = this.leases.count();
		if (leased > 0) {
			counts.merge(DeliveryStatus.PROCESSING, leased, Long::sum);
		}
		List<Instant> oldest = new ArrayList<>(1);
		this.jdbc.query(this.tables.in(OLDEST), (row) -> {
			Instant time = this.dialect.time(row, "oldest");
			if (time != null) {
				oldest.add(time);
			}
		}, this.dialect.bind(now));
		return new Backlog(counts, oldest.isEmpty() ? null : oldest.get(0));
	}

}
