package dev.webhooks.docs.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command in a terminal of its own. Closing it ends what still runs.
 */
final class Command implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(30);

	private final String text;

	private final Process process;

	private final Path output;

	private Command(String text, Process process, Path output) {
		this.text = text;
		this.process = process;
		this.output = output;
	}

	static Command start(Path folder, Map<String, String> environment, String text) throws IOException {
		Path output = Files.createTempFile("command", ".log");
		ProcessBuilder builder = new ProcessBuilder("bash", "-c", text).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.endsWith("_SECRET"));
		builder.environment().put("no_proxy", "localhost");
		builder.environment().putAll(environment);
		return new Command(text, builder.start(), output);
	}

	/** Runs a command to its end, which has to be a good one. */
	static String run(Path folder, Map<String, String> environment, String text)
			throws IOException, InterruptedException {
		try (Command command = start(folder, environment, text)) {
			boolean ended = command.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(ended).as(command::toString).isTrue();
			assertThat(command.process.exitValue()).as(command::toString).isZero();
			return command.output();
		}
	}

	void await(String expected) throws IOException {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(200))
			.until(() -> output().contains(expected) || !this.process.isAlive());
		assertThat(output()).as(this.text).contains(expected);
	}

	private String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() throws IOException {
		List<ProcessHandle> all = Stream.concat(this.process.descendants(), Stream.of(this.process.toHandle()))
			.toList();
		all.forEach(ProcessHandle::destroy);
		all.forEach((one) -> one.onExit().join());
		Files.delete(this.output);
	}

	@Override
	public String toString() {
		try {
			return this.text + "\n" + output();
		}
		catch (IOException ex) {
			return this.text;
		}
	}

}
