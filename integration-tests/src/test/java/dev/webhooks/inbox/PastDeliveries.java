package dev.webhooks.inbox;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

/**
 * Any number of deliveries to the listener {@code receive} that were processed once.
 */
final class PastDeliveries {

	private static final String EVENTS = "INSERT INTO webhook_event (id, application, channel, tenant, dedupe_key, "
			+ "event_type, headers, received_at) SELECT %s, '%s', 'shop', '', CONCAT('old', n), 'ok', '', "
			+ "CURRENT_TIMESTAMP FROM (%s) AS numbers";

	private static final String DELIVERIES = "INSERT INTO webhook_delivery (event_id, target, application, channel, "
			+ "status, triggered_by, attempts, counted_attempts, attempts_put_off, takeovers, event_size) "
			+ "SELECT id, 'receive', application, channel, 'PROCESSED', 'INITIAL', 1, 1, 0, 0, 2 FROM webhook_event";

	private PastDeliveries() {
	}

	/**
	 * Adds them to empty tables.
	 */
	static void add(TestDatabase database, String application, int count) {
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		String numbers = switch (database.platform()) {
			case "h2" -> "SELECT x AS n FROM SYSTEM_RANGE(1, " + count + ")";
			case "postgresql" -> "SELECT n FROM generate_series(1, " + count + ") AS n";
			default -> "SELECT seq AS n FROM seq_1_to_" + count;
		};
		String id = switch (database.platform()) {
			case "h2" -> "CAST('01900000-0000-7000-8000-' || LPAD(n, 12, '0') AS uuid)";
			case "postgresql" -> "CAST('01900000-0000-7000-8000-' || lpad(n::text, 12, '0') AS uuid)";
			default -> "UNHEX(CONCAT('01900000000070008000', LPAD(n, 12, '0')))";
		};
		jdbc.execute(EVENTS.formatted(id, application, numbers));
		jdbc.execute(DELIVERIES);
	}

}
