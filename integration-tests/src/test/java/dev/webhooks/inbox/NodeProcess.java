package dev.webhooks.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A {@link NodeApplication} from outside.
 */
final class NodeProcess implements AutoCloseable {

	private final Process process;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	NodeProcess(Process process) {
		this.process = process;
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		Thread reader = new Thread(this::read);
		reader.setDaemon(true);
		reader.start();
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
		return send("shop", "{\"id\":\"" + id + "\"}");
	}

	/**
	 * Sends an event of a provider.
	 * @return the status, or 0 if there was no answer
	 */
	int send(String provider, String body) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://127.0.0.1:" + this.port.join() + "/" + provider)
				.toURL()
				.openConnection();
			connection.setConnectTimeout(2000);
			connection.setReadTimeout(10_000);
			connection.setDoOutput(true);
			connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
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
