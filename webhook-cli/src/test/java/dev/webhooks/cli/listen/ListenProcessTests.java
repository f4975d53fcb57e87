package dev.webhooks.cli.listen;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.webhooks.cli.WebhookCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ListenCommand} in a process of its own.
 */
class ListenProcessTests {

	@Test
	void tellsWhatArrivedWhenItIsEnded() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), WebhookCommand.class.getName(),
				"listen", "--port", "0")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader remarks = process.errorReader()) {
			assertThat(remarks.readLine()).startsWith("Listening on http://localhost:");
			process.toHandle().destroy();
			assertThat(remarks.lines().collect(Collectors.joining("\n"))).contains("0 received, 0 verified, 0 refused");
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
