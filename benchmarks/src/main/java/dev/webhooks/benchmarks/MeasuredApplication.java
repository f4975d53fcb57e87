package dev.webhooks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The application, as a process of its own.
 */
final class MeasuredApplication implements AutoCloseable {

	private final Process process;

	private final int port;

	MeasuredApplication(String database, List<String> properties) throws IOException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-cp",
				System.getProperty("java.class.path"), BenchmarkApplication.class.getName(), "--server.port=0",
				"--server.tomcat.max-keep-alive-requests=-1", "--spring.datasource.url=" + database,
				"--spring.datasource.username=postgres", "--logging.level.root=WARN", "--spring.main.banner-mode=off"));
		command.addAll(properties);
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.port = awaitPort();
	}

	private int awaitPort() throws IOException {
		BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8);
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith(BenchmarkApplication.READY)) {
				return Integer.parseInt(line.substring(BenchmarkApplication.READY.length()));
			}
			System.err.println(line);
		}
		throw new IllegalStateException("The application did not start");
	}

	int port() {
		return this.port;
	}

	double processorMicros() {
		return this.process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor();
	}

}
