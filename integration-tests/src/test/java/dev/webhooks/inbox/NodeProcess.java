package dev.webhooks.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

/**
 * A {@link NodeApplication} from outside.
 */
final class NodeProcess implements AutoCloseable {

	private final Process process;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private NodeProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read);
		reader.setDaemon(true);
		reader.start();
	}

	static NodeProcess start(String name, String... properties) {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				NodeApplication.class.getName(), "--spring.datasource.hikari.maximum-pool-size=12",
				"--spring.main.banner-mode=off", "--logging.level.root=WARN", "--logging.level.dev.webhooks=OFF",
				"--webhooks.providers.shop.signature.scheme=none", "--webhooks.providers.shop.event.id=body:/id",
				"--webhooks.inbox.poll-interval=100ms", "--webhooks.providers.shop.retry.max-attempts=1000",
				"--test.name=" + name));
		Stream.concat(Arrays.stream(TestDatabase.POSTGRES_NEWEST.properties()), Arrays.stream(properties))
			.forEach((property) -> command.add("--" + property));
		try {
			return new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes the tables anew.
	 */
	static JdbcTemplate tables() {
		JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.POSTGRES_NEWEST.empty().dataSource());
		jdbc.execute("DROP TABLE IF EXISTS seen, seen_once");
		jdbc.execute("CREATE TABLE seen (id text, node text, phase text, at timestamptz DEFAULT clock_timestamp())");
		jdbc.execute("CREATE TABLE seen_once (id text, node text)");
		return jdbc;
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith(NodeApplication.READY)) {
					this.port.complete(Integer.parseInt(line.substring(NodeApplication.READY.length())));
				}
				else {
					System.err.println(line);
				}
			}
		}
		catch (IOException ex) {
			// The process was killed
		}
		this.port.completeExceptionally(new IllegalStateException("The node has ended"));
	}

	NodeProcess awaitReady() throws Exception {
		this.port.get(120, TimeUnit.SECONDS);
		return this;
	}

	/**
	 * Sends an event.
	 * @return the status, or 0 if there was no answer
	 */
	int send(String id) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + this.port.join() + "/")
				.toURL()
				.openConnection();
			connection.setConnectTimeout(2000);
			connection.setReadTimeout(10_000);
			connection.setDoOutput(true);
			connection.getOutputStream().write(("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
			int status = connection.getResponseCode();
			if (status == 200) {
				connection.getInputStream().readAllBytes();
			}
			return status;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	void signal(String name) throws Exception {
		new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}

}
