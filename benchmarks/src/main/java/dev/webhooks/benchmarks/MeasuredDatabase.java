package dev.webhooks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL whose processor time is known. A commit is on the disk when it returns, as
 * PostgreSQL has it but the defaults of its embedded server have not. It vacuums only
 * when it is told to, so that each round of a measurement pays for its own garbage.
 */
final class MeasuredDatabase implements AutoCloseable {

	private static final double MICROS_PER_TICK = 1e6 / 100;

	private final EmbeddedPostgres postgres;

	private final JdbcTemplate jdbc;

	private final String server;

	MeasuredDatabase() throws IOException {
		this.postgres = EmbeddedPostgres.builder()
			.setServerConfig("shared_buffers", "256MB")
			.setServerConfig("max_wal_size", "8GB")
			.setServerConfig("checkpoint_timeout", "1h")
			.setServerConfig("autovacuum", "off")
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.start();
		this.jdbc = new JdbcTemplate(this.postgres.getPostgresDatabase());
		String directory = this.jdbc.queryForObject("SHOW data_directory", String.class);
		this.server = Files.readAllLines(Path.of(directory, "postmaster.pid")).get(0);
	}

	String url() {
		return this.postgres.getJdbcUrl("postgres", "postgres");
	}

	long count(String query) {
		Long rows = this.jdbc.queryForObject(query, Long.class);
		return (rows != null) ? rows : 0;
	}

	/** What the server does later on its own for what was written now. */
	void cleanUp(List<String> tables) {
		this.jdbc.execute("VACUUM " + String.join(", ", tables));
		this.jdbc.execute("CHECKPOINT");
	}

	/** Rows that were received and processed long ago. */
	void insertOld(int rows) {
		this.jdbc.update("INSERT INTO webhook_event (id, provider, tenant, dedupe_key, event_type, headers, body, "
				+ "received_at) SELECT (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || '8000000000000000')::uuid, "
				+ "'bench', '', md5(n::text), 'order.paid', 'Content-Type: application/json', '{}'::bytea, now() "
				+ "FROM generate_series(1, ?) n", rows);
		this.jdbc.update("INSERT INTO webhook_delivery (event_id, listener, provider, status, triggered_by, attempts) "
				+ "SELECT (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || '8000000000000000')::uuid, "
				+ "'old', 'bench', 'PROCESSED', 'INITIAL', 1 FROM generate_series(1, ?) n", rows);
		this.jdbc.execute("VACUUM ANALYZE");
		this.jdbc.execute("CHECKPOINT");
	}

	/** The server and its children, those that have ended included. */
	double processorMicros() throws IOException {
		double ticks = 0;
		try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
			for (Path process : processes.filter((path) -> path.getFileName().toString().matches("[0-9]+")).toList()) {
				ticks += ticks(process);
			}
		}
		return ticks * MICROS_PER_TICK;
	}

	private double ticks(Path process) {
		try {
			String text = Files.readString(process.resolve("stat"));
			String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
			double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
			if (process.getFileName().toString().equals(this.server)) {
				return own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]);
			}
			return fields[1].equals(this.server) ? own : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
