package dev.webhooks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures processor time and throughput of the inbox against hand-written code, on one
 * PostgreSQL. Arguments: requests to measure, concurrent connections, old rows.
 */
public final class InboxLoad {

	static final byte[] SECRET = "benchmark-secret-of-32-bytes-abc".getBytes(StandardCharsets.UTF_8);

	private static final double NANOS_PER_TICK = 1e9 / 100;

	private final EmbeddedPostgres postgres;

	private final JdbcTemplate jdbc;

	private final long server;

	private final int requests;

	private final int connections;

	private InboxLoad(EmbeddedPostgres postgres, int requests, int connections) {
		this.postgres = postgres;
		this.jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
		this.server = findServer();
		this.requests = requests;
		this.connections = connections;
	}

	/**
	 * Measures.
	 * @param arguments requests, connections and old rows
	 * @throws Exception if anything fails
	 */
	public static void main(String[] arguments) throws Exception {
		System.setProperty("http.maxConnections", arguments[1]);
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setServerConfig("shared_buffers", "256MB")
			.setServerConfig("fsync", "on")
			.start()) {
			InboxLoad load = new InboxLoad(postgres, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
			load.measure("hand-written", "/hand-written", "SELECT COUNT(*) FROM hand_written");
			String processed = "SELECT COUNT(*) FROM webhook_delivery WHERE status = 'PROCESSED'";
			load.measure("inbox", "/webhooks/bench", processed);
			int old = Integer.parseInt(arguments[2]);
			if (old > 0) {
				load.insertOld(old);
				load.measure("inbox with " + old + " old rows", "/webhooks/bench", processed);
			}
		}
	}

	private void insertOld(int rows) {
		this.jdbc.update("INSERT INTO webhook_event (id, provider, tenant, dedupe_key, event_type, headers, body, "
				+ "received_at) SELECT (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || '8000000000000000')::uuid, "
				+ "'bench', '', md5(n::text), 'order.paid', 'Content-Type: application/json', '{}'::bytea, now() "
				+ "FROM generate_series(1, ?) n", rows);
		this.jdbc.update("INSERT INTO webhook_delivery (event_id, listener, provider, status, triggered_by, attempts) "
				+ "SELECT id, 'old', 'bench', 'PROCESSED', 'INITIAL', 1 FROM webhook_event WHERE headers NOT LIKE '%Host%'");
		this.jdbc.execute("VACUUM ANALYZE");
		this.jdbc.execute("CHECKPOINT");
	}

	private void measure(String name, String path, String count) throws Exception {
		Process application = start();
		try {
			int port = awaitPort(application);
			send(port, path, this.requests / 2);
			awaitIdle(application);
			long rows = rows(count);
			double before = processorNanos(application);
			double databaseBefore = databaseNanos();
			long begin = System.nanoTime();
			send(port, path, this.requests);
			double sent = (System.nanoTime() - begin) / 1e9;
			while (rows(count) < rows + this.requests) {
				Thread.sleep(50);
			}
			double app = (processorNanos(application) - before) / 1e3 / this.requests;
			double database = (databaseNanos() - databaseBefore) / 1e3 / this.requests;
			System.out.printf(
					"%-28s %7.0f requests/s, processor time per event: application %5.0f us, "
							+ "database %5.0f us, together %5.0f us%n",
					name, this.requests / sent, app, database, app + database);
		}
		finally {
			application.destroyForcibly().waitFor();
		}
	}

	private long rows(String query) {
		Long rows = this.jdbc.queryForObject(query, Long.class);
		return (rows != null) ? rows : 0;
	}

	private Process start() throws IOException {
		return new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp",
				System.getProperty("java.class.path"), BenchmarkApplication.class.getName(), "--server.port=0",
				"--spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres", "--webhooks.inbox.jdbc.initialize-schema=always",
				"--logging.level.root=WARN", "--spring.main.banner-mode=off",
				"--webhooks.providers.bench.secret=" + new String(SECRET, StandardCharsets.UTF_8),
				"--webhooks.providers.bench.signature.header=X-Signature",
				"--webhooks.providers.bench.event.id=body:/id", "--webhooks.providers.bench.event.type=body:/type")
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static int awaitPort(Process process) throws IOException {
		BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith(BenchmarkApplication.READY)) {
				return Integer.parseInt(line.substring(BenchmarkApplication.READY.length()));
			}
			System.err.println(line);
		}
		throw new IllegalStateException("The application did not start");
	}

	/** Until compilers and collectors have come to rest. */
	private static void awaitIdle(Process process) throws InterruptedException {
		for (int i = 0; i < 20; i++) {
			double before = processorNanos(process);
			Thread.sleep(500);
			if (processorNanos(process) - before < 25e6) {
				return;
			}
		}
	}

	private void send(int port, String path, int number) throws InterruptedException {
		AtomicInteger left = new AtomicInteger(number);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < this.connections; i++) {
			Thread thread = new Thread(() -> {
				while (left.getAndDecrement() > 0) {
					send(port, path);
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private static void send(int port, String path) {
		byte[] body = ("{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"order.paid\",\"data\":{\"text\":\""
				+ "0123456789".repeat(100) + "\"}}")
			.getBytes(StandardCharsets.UTF_8);
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
			var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
			connection.setDoOutput(true);
			connection.setRequestProperty("Content-Type", "application/json");
			connection.setRequestProperty("X-Signature", HexFormat.of().formatHex(mac.doFinal(body)));
			connection.getOutputStream().write(body);
			if (connection.getResponseCode() != 200) {
				throw new IllegalStateException("Answered " + connection.getResponseCode());
			}
			connection.getInputStream().readAllBytes();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static double processorNanos(Process process) {
		return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
	}

	/**
	 * The parent of the process behind a connection, which lives as long as that is open.
	 */
	private long findServer() {
		Long server = this.jdbc.execute((Connection connection) -> {
			try (ResultSet result = connection.createStatement().executeQuery("SELECT pg_backend_pid()")) {
				result.next();
				return stat(result.getLong(1))[0];
			}
		});
		return (server != null) ? server : -1;
	}

	/** The server and its children, those that have ended included. */
	private double databaseNanos() throws IOException {
		long server = this.server;
		double ticks = 0;
		try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
			for (Path process : processes.filter((path) -> path.getFileName().toString().matches("[0-9]+")).toList()) {
				long[] stat = stat(Long.parseLong(process.getFileName().toString()));
				boolean postmaster = process.getFileName().toString().equals(Long.toString(server));
				if (stat[0] == server || postmaster) {
					ticks += stat[1] + (postmaster ? stat[2] : 0);
				}
			}
		}
		return ticks * NANOS_PER_TICK;
	}

	/** The parent, the ticks of the process and those of its ended children. */
	private static long[] stat(long process) {
		try {
			String text = Files.readString(Path.of("/proc/" + process + "/stat"));
			String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
			return new long[] { Long.parseLong(fields[1]), Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
					Long.parseLong(fields[13]) + Long.parseLong(fields[14]) };
		}
		catch (IOException ex) {
			return new long[] { -1, 0, 0 };
		}
	}

}
