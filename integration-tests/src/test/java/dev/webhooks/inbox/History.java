package dev.webhooks.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import dev.webhooks.databases.TestDatabase;

/**
 * Tables of an inbox with 100,000 processed deliveries, and with 10,000 dead ones of one
 * order key, of the four weeks before {@link #END}.
 */
final class History {

	static final int PROCESSED = 100_000;

	static final int DEAD = 10_000;

	/** Ids from {@code 019a…} on begin then. */
	static final Instant BEGIN = Instant.ofEpochMilli(0x019a_0000_0000L);

	static final Instant END = Instant.ofEpochMilli(0x019a_9999_A000L);

	private static final String DIGIT = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 "
			+ "UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 "
			+ "UNION ALL SELECT 9)";

	/** Decimal digits, which are read as hexadecimal ones of an id. */
	private static final String NUMBERS = "(SELECT CONCAT(e.d, d.d, c.d, b.d, a.d) AS n, "
			+ "((((e.d * 16 + d.d) * 16 + c.d) * 16 + b.d) * 16 + a.d) AS h FROM " + DIGIT + " a, " + DIGIT + " b, "
			+ DIGIT + " c, " + DIGIT + " d, " + DIGIT + " e) n";

	private static final String EVENTS = "INSERT INTO {P}event (id, application, channel, tenant, dedupe_key, "
			+ "event_type, headers, body, received_at) SELECT {ID}, 'application', 'stripe', '', CONCAT('{KIND}_', n), "
			+ "'invoice.paid', '', {BODY}, {TIME} FROM " + NUMBERS + " WHERE {WHICH}";

	private static final String DELIVERIES = "INSERT INTO {P}delivery (event_id, target, application, channel, "
			+ "status, triggered_by, attempts, counted_attempts, attempts_put_off, takeovers, event_size, "
			+ "finished_at, dead_at, order_key, order_position) "
			+ "SELECT {ID}, 'a', 'application', 'stripe', '{STATUS}', 'INITIAL', 1, 1, 0, 0, 2, {TIME}, "
			+ "{DEAD_AT}, {KEY}, h " + "FROM " + NUMBERS + " WHERE {WHICH}";

	private static final Map<String, String> IDS = Map.of("postgresql", "CAST(%s AS uuid)", "h2", "CAST(%s AS uuid)",
			"mysql", "UNHEX(%s)");

	private static final Map<String, String> TIMES = Map.of("postgresql",
			"TIMESTAMPTZ '%sZ' + h * INTERVAL '4.096 second'", "h2",
			"DATEADD(MILLISECOND, CAST(h AS bigint) * 4096, TIMESTAMP WITH TIME ZONE '%sZ')", "mysql",
			"TIMESTAMPADD(MICROSECOND, h * 4096000, '%s')");

	private static final Map<String, String> BODIES = Map.of("postgresql", "'\\x7b7d'::bytea", "h2", "X'7b7d'", "mysql",
			"X'7b7d'");

	private final TestDatabase server;

	private final DataSource database;

	private final JdbcTemplate jdbc;

	private final String prefix;

	private final String orderKey;

	History(TestDatabase server, DataSource database, String prefix, String orderKey) {
		this.server = server;
		this.database = database;
		this.jdbc = new JdbcTemplate(database);
		this.prefix = prefix;
		this.orderKey = orderKey;
	}

	void createTables() {
		drop();
		ClassPathResource file = new ClassPathResource(
				"dev/webhooks/delivery/jdbc/schema-" + this.server.platform() + ".sql");
		try {
			String script = file.getContentAsString(StandardCharsets.UTF_8)
				.replace(this.server.platform().equals("mysql") ? "TABLE IF NOT EXISTS webhook_" : "webhook_",
						this.server.platform().equals("mysql") ? "TABLE IF NOT EXISTS " + this.prefix : this.prefix);
			new ResourceDatabasePopulator(new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)))
				.execute(this.database);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void drop() {
		for (String table : new String[] { "event", "delivery", "order_key", "lease", "node", "attempt", "gate",
				"alert" }) {
			this.jdbc.execute("DROP TABLE IF EXISTS " + this.prefix + table);
		}
	}

	/** Leaves the tables what they are for plans that were made. */
	void clear() {
		each("DELETE FROM %s");
	}

	void fill() {
		fill("done", "8000", "PROCESSED", "1 = 1", "NULL", "NULL");
		fill("dead", "9000", "DEAD", "n >= '90000'", "{TIME}", "'" + this.orderKey + "'");
	}

	private void fill(String kind, String variant, String status, String which, String deadAt, String key) {
		String id = IDS.get(this.server.platform())
			.formatted("CONCAT('019a', n, '0007000" + variant + "000000000000')");
		String time = TIMES.get(this.server.platform()).formatted(BEGIN.toString().replace("T", " ").replace("Z", ""));
		for (String sql : new String[] { EVENTS, DELIVERIES }) {
			this.jdbc.execute(sql.replace("{DEAD_AT}", deadAt)
				.replace("{P}", this.prefix)
				.replace("{ID}", id)
				.replace("{KIND}", kind)
				.replace("{STATUS}", status)
				.replace("{BODY}", BODIES.get(this.server.platform()))
				.replace("{TIME}", time)
				.replace("{KEY}", key)
				.replace("{WHICH}", which));
		}
	}

	/** What the database knows from now on is what there is now. */
	void analyze() {
		switch (this.server.platform()) {
			case "postgresql" -> each("ANALYZE %s");
			case "mysql" -> each("ANALYZE TABLE %s");
			default -> this.jdbc.execute("ANALYZE SAMPLE_SIZE 0");
		}
	}

	/** Has the database learn nothing by itself. */
	void keepStatistics() {
		switch (this.server.platform()) {
			case "postgresql" -> each("ALTER TABLE %s SET (autovacuum_enabled = false)");
			case "mysql" -> each("ALTER TABLE %s STATS_AUTO_RECALC = 0");
			default -> {
			}
		}
	}

	private void each(String sql) {
		for (String table : new String[] { "event", "delivery", "order_key", "lease", "node", "attempt", "gate",
				"alert" }) {
			this.jdbc.execute(sql.formatted(this.prefix + table));
		}
	}

}
