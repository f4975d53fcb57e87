package dev.webhooks.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Runs the jar that is published, in processes of its own. The build does so after it has
 * made the jar.
 */
@EnabledIfSystemProperty(named = "cli.jar", matches = ".+", disabledReason = "There is no jar")
class RunnableJarIT {

	private static final Path JAR = Path.of(System.getProperty("cli.jar", ""));

	private static final String SECRET = "a secret that no process list shows";

	private Receiver receiver;

	@TempDir
	Path folder;

	@BeforeEach
	void start() {
		this.receiver = new Receiver(WebhookProvider.ofPreset("stripe").secret(SECRET).build());
	}

	@AfterEach
	void stop() {
		this.receiver.close();
	}

	@Test
	void itHasAVersion() throws Exception {
		assertThat(run("--version").out).startsWith("webhook " + System.getProperty("cli.version") + "\n");
	}

	@Test
	void itSaysHowLongTheFirstLineOfHelpTakes() throws Exception {
		long best = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			long start = System.nanoTime();
			Process process = process("--help").start();
			process.getInputStream().read();
			best = Math.min(best, System.nanoTime() - start);
			process.destroy();
		}
		System.out.println("The first byte of help comes after " + TimeUnit.NANOSECONDS.toMillis(best) + " ms");
		assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void itSendsAnEvent() throws Exception {
		Run run = run("send", "stripe", "charge.succeeded", "--url", this.receiver.url());
		assertThat(run.out + run.err).startsWith("200 in ").contains("Grüße");
		assertThat(run.exitCode).isEqualTo(ExitCode.OK);
		assertThat(this.receiver.events).hasSize(1);
	}

	@Test
	void itHasAllThatSchemesNeed() throws Exception {
		for (String preset : List.of("github", "twilio", "discord", "sendgrid", "jira-connect", "microsoft-graph",
				"standard-webhooks-v1a")) {
			Run run = run("secret", preset);
			assertThat(run.exitCode).as(preset + run.err).isEqualTo(ExitCode.OK);
		}
		assertThat(run("providers").out.lines().count()).isGreaterThan(90);
	}

	@Test
	void anUnknownCommandEndsWithTwo() throws Exception {
		assertThat(run("sned").exitCode).isEqualTo(ExitCode.USAGE);
	}

	@Test
	void whatIsNotThereEndsWithThree() throws Exception {
		String url = this.receiver.url();
		this.receiver.close();
		Run run = run("send", "stripe", "charge.succeeded", "--url", url);
		assertThat(run.exitCode).isEqualTo(ExitCode.UNREACHABLE);
		assertThat(run.err).hasLineCount(1).doesNotContain("\tat ");
	}

	@Test
	void filesAndInputAreUtf8WhateverTheLocaleIs() throws Exception {
		byte[] body = "{\"id\":\"evt_1\",\"type\":\"a\",\"name\":\"Müller €\"}".getBytes(StandardCharsets.UTF_8);
		Run run = run(body, "sign", "stripe", "--json");
		assertThat(new JsonMapper().readTree(run.out).path("body").asString()).contains("Müller €");
		Path file = Files.write(this.folder.resolve("body.json"), body);
		assertThat(run("sign", "stripe", file.toString(), "--format", "http").out).contains("Müller €");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void argumentsAreUtf8WhateverTheLocaleIs() throws Exception {
		Path arguments = Files.writeString(this.folder.resolve("run.sh"),
				"exec \"$@\" --set '/data/object/description=Müller €'\n");
		ProcessBuilder builder = process("sign", "stripe", "--event", "charge.succeeded", "--json");
		builder.command().addAll(0, List.of("sh", arguments.toString()));
		assertThat(finish(builder.start(), new byte[0]).out).contains("Müller €");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aLongRunThatIsInterruptedTellsHowItWentSoFar() throws Exception {
		assumeFalse(isInterruptIgnored(), () -> {
			System.out.println("The interrupt is not tried, because the build runs where SIGINT is ignored");
			return "SIGINT is ignored";
		});
		Process process = process("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count",
				"100000", "--rate", "50")
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.receiver.events.size() > 2);
		new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
		Run run = finish(process, new byte[0]);
		assertThat(run.out).containsPattern("\\d+ sent in .* s: \\d+ accepted, 0 refused, 0 without answer");
		assertThat(run.exitCode).isEqualTo(ExitCode.INTERRUPTED);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theSecretIsNotInTheListOfProcesses() throws Exception {
		Process process = process("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count",
				"100000", "--rate", "20")
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !this.receiver.events.isEmpty());
		String shown = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
		process.destroyForcibly().waitFor();
		assertThat(shown).contains("charge.succeeded").doesNotContain("process list");
	}

	@Test
	void itHasTheLicencesOfItsPartsAndNoSignatures() throws Exception {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			assertThat(jar.stream().map(ZipEntry::getName))
				.contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/THIRD-PARTY.txt",
						"META-INF/FastDoubleParser-LICENSE")
				.doesNotHaveDuplicates()
				.noneMatch((name) -> name.matches("META-INF/.*\\.(SF|DSA|RSA)|.*module-info\\.class"));
			assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
		}
	}

	private static Run run(String... arguments) throws Exception {
		return run(new byte[0], arguments);
	}

	private static Run run(byte[] input, String... arguments) throws Exception {
		return finish(process(arguments).start(), input);
	}

	/**
	 * In the poorest of all locales, and with nothing of the environment of the build.
	 */
	private static ProcessBuilder process(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", JAR.toString()));
		command.addAll(Arrays.asList(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((name) -> name.startsWith("LC_") || name.endsWith("_OPTIONS"));
		builder.environment().putAll(Map.of("LC_ALL", "C", "STRIPE_WEBHOOK_SECRET", SECRET));
		return builder;
	}

	/** As in the background of a shell, whose processes inherit that. */
	private static boolean isInterruptIgnored() throws IOException {
		Path status = Path.of("/proc/self/status");
		return Files.exists(status) && Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
	}

	private static Run finish(Process process, byte[] input) throws IOException, InterruptedException {
		process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally((ex) -> process.destroyForcibly());
		try (OutputStream stream = process.getOutputStream()) {
			stream.write(input);
		}
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Run(process.exitValue(), out, err);
	}

	private record Run(int exitCode, String out, String err) {

	}

}
