package dev.webhooks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

/**
 * A PostgreSQL whose processor time is known. It vacuums by itself, and a commit is on
 * the disk when it returns, as PostgreSQL has it but the defaults of its embedded server
 * have not. There is a checkpoint when it is told to, and before that only after about
 * two gigabytes of its log.
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
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.start();
		this.jdbc = new JdbcTemplate(this.postgres.getPostgresDatabase());
		for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit", "autovacuum")) {
			Assert.state("on".equals(this.jdbc.queryForObject("SHOW " + setting, String.class)),
					"PostgreSQL runs without " + setting);
		}
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

	/**
	 * Inserts as many rows as the only parameter says, and lets the server come to rest.
	 */
	void insert(String statement, int rows) {
		if (rows > 0) {
			this.jdbc.update(statement, rows);
			this.jdbc.execute("VACUUM ANALYZE");
			this.jdbc.execute("CHECKPOINT");
		}
	}

	/** What the server does later on its own for what was written now. */
	void cleanUp() {
		this.jdbc.execute("VACUUM");
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
