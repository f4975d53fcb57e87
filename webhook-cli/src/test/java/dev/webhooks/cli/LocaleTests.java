package dev.webhooks.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a locale without UTF-8 would make of secrets and bodies, and what a terminal would
 * make of control characters.
 */
class LocaleTests {

	private static final String UMLAUT = "$(printf '\\303\\274')";

	@TempDir
	Path folder;

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aSecretThatIsSpoiltIsRefused() throws Exception {
		assertThat(run("sign github --event push --secret-env SPOILT"))
			.contains("The variable 'SPOILT' has letters that this locale cannot tell");
	}

	private String run(String command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", "SPOILT=\"" + UMLAUT
				+ "\" exec \"$JAVA\" -XX:TieredStopAtLevel=1 dev.webhooks.cli.WebhookCommand " + command);
		builder.environment().put("LC_ALL", "C");
		builder.environment().put("GITHUB_WEBHOOK_SECRET", "a secret");
		builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		Path output = this.folder.resolve("output");
		Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		process.getOutputStream().close();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
		return Files.readString(output, StandardCharsets.ISO_8859_1);
	}

	private static CommandRun github() {
		return CommandRun.with().environment("GITHUB_WEBHOOK_SECRET", "a secret").input("\"\u009b2J\u202e\"");
	}

	@Test
	void jsonMovesNoTerminal() {
		Result result = github().run("sign", "github", "-", "--json");
		assertThat(result.out()).contains("\\u009b2J\\u202e").doesNotContain("\u009b", "\u202e");
		assertThat(result.json().path("body").asString()).isEqualTo("\"\u009b2J\u202e\"");
	}

	@Test
	void aRequestMovesNoTerminalWhereSomebodyLooksOn() {
		assertThat(github().person("").run("sign", "github", "-", "--format", "http").out()).contains("\\u009b2J")
			.doesNotContain("\u009b", "\u202e");
		assertThat(github().person("").run("sign", "github", "-", "--format", "curl").out()).contains("\\u009b2J")
			.doesNotContain("\u009b", "\u202e");
	}

	@Test
	void aProgramIsGivenTheVeryBytes() {
		assertThat(github().run("sign", "github", "-", "--format", "http").out()).endsWith("\"\u009b2J\u202e\"");
	}

}
