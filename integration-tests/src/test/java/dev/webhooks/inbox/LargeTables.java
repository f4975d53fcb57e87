package dev.webhooks.inbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

/**
 * Tables of an inbox with deliveries by the hundred thousand: of each ten of the provider
 * {@code busy} two are dead, two wait for a retry and the others were processed. Each
 * hundred thousand has one dead delivery and one that is due of the provider
 * {@code quiet}, and the first four hundred events have one id and a tenant each.
 */
final class LargeTables {

	static final int BLOCK = 100_000;

	private static final String DIGIT = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 "
			+ "UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 "
			+ "UNION ALL SELECT 9)";

	/** Decimal digits, which are read as hexadecimal ones of an id. */
	private static final String ROWS = "(SELECT n, h, i, CASE WHEN i IN (55555, 77777) THEN 'quiet' "
			+ "WHEN MOD(i, 10) < 6 THEN 'busy' ELSE 'other' END AS channel, "
			+ "CASE WHEN i IN (55555, 77777) THEN 'q' WHEN MOD(i, 10) = 5 THEN 'b' ELSE 'a' END AS target, "
			+ "CASE WHEN i = 77777 OR MOD(i, 10) < 2 THEN 'DEAD' WHEN MOD(i, 10) < 4 THEN 'RETRYING' "
			+ "WHEN i = 55555 THEN 'PENDING' ELSE 'PROCESSED' END AS status FROM "
			+ "(SELECT CONCAT(e.d, d.d, c.d, b.d, a.d) AS n, "
			+ "((((e.d * 16 + d.d) * 16 + c.d) * 16 + b.d) * 16 + a.d) AS h, "
			+ "((((e.d * 10 + d.d) * 10 + c.d) * 10 + b.d) * 10 + a.d) AS i FROM " + DIGIT + " a, " + DIGIT + " b, "
			+ DIGIT + " c, " + DIGIT + " d, " + DIGIT + " e) numbers) r";

	private static final String EVENTS = "INSERT INTO {P}event (id, application, channel, tenant, dedupe_key, "
			+ "event_type, headers, body, received_at) SELECT {ID}, 'application', channel, "
			+ "CASE WHEN {BLOCK} = 0 AND i < 400 THEN n ELSE '' END, "
			+ "CASE WHEN {BLOCK} = 0 AND i < 400 THEN 'shared' ELSE CONCAT('evt_{BLOCK}_', n) END, "
			+ "'invoice.paid', '', {BODY}, {TIME} FROM " + ROWS;

	private static final String DELIVERIES = "INSERT INTO {P}delivery (event_id, target, application, channel, "
			+ "status, triggered_by, attempts, counted_attempts, attempts_put_off, takeovers, event_size, "
			+ "next_attempt_at, finished_at, dead_at) "
			+ "SELECT {ID}, target, 'application', channel, status, 'INITIAL', 1, 1, 0, 0, 2, "
			+ "CASE status WHEN 'RETRYING' THEN {LATER} WHEN 'PENDING' THEN {TIME} END, "
			+ "CASE status WHEN 'PROCESSED' THEN {TIME} WHEN 'DEAD' THEN {TIME} END, "
			+ "CASE status WHEN 'DEAD' THEN {TIME} END FROM " + ROWS;

	private static final Map<String, List<String>> DIALECTS = Map.of("postgresql",
			List.of("CAST(%s AS uuid)", "to_timestamp((%s + h) / 1000.0)", "TIMESTAMPTZ '2100-01-01 00:00:00Z'",
					"'\\x7b7d'::bytea"),
			"h2",
			List.of("CAST(%s AS uuid)",
					"DATEADD(MILLISECOND, CAST(%s + h AS bigint), TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z')",
					"TIMESTAMP WITH TIME ZONE '2100-01-01 00:00:00Z'", "X'7b7d'"),
			"mysql", List.of("UNHEX(%s)", "TIMESTAMPADD(MICROSECOND, (%s + h) * 1000, '1970-01-01 00:00:00')",
					"'2100-01-01 00:00:00'", "X'7b7d'"));

	private final JdbcTemplate jdbc;

	private final String platform;

	private final List<String> dialect;

	private final String prefix;

	LargeTables(TestDatabase server, DataSource database, String prefix) {
		this.jdbc = new JdbcTemplate(database);
		this.platform = server.platform();
		this.dialect = DIALECTS.get(this.platform);
		this.prefix = prefix;
	}

	/** Indexes that are made at the end save most of the time. */
	void fill(int rows) {
		Map<String, String> indexes = (rows > BLOCK) ? indexes() : Map.of();
		indexes.keySet().forEach((index) -> this.jdbc.execute("DROP INDEX " + index));
		fillBlocks(rows);
		indexes.values().forEach(this.jdbc::execute);
	}

	/**
	 * Finds what can be left out meanwhile, in PostgreSQL.
	 */
	private Map<String, String> indexes() {
		Map<String, String> indexes = new TreeMap<>();
		if (this.platform.equals("postgresql")) {
			this.jdbc.query("SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN (?, ?) AND indexname "
					+ "NOT IN (SELECT conname FROM pg_constraint)", (row) -> {
						indexes.put(row.getString("indexname"), row.getString("indexdef"));
					}, this.prefix + "event", this.prefix + "delivery");
		}
		return indexes;
	}

	private void fillBlocks(int rows) {
		for (int block = 0; block < rows / BLOCK; block++) {
			String first = "019a%03x".formatted(block);
			String time = this.dialect.get(1).formatted((0x019aL << 32) + ((long) block << 20));
			for (String sql : new String[] { EVENTS, DELIVERIES }) {
				this.jdbc.execute(sql.replace("{P}", this.prefix)
					.replace("{ID}",
							this.dialect.get(0).formatted("CONCAT('" + first + "', n, '70008000000000000000')"))
					.replace("{BLOCK}", String.valueOf(block))
					.replace("{LATER}", this.dialect.get(2))
					.replace("{BODY}", this.dialect.get(3))
					.replace("{TIME}", time));
			}
		}
	}

}
