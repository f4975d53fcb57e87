package dev.webhooks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of where secrets come from, and that they go nowhere.
 */
class SecretsTests {

	private static final String SECRET = "It's a Secret to Everybody";

	/** The signature is made by OpenSSL. */
	private static final String REQUEST = """
			POST https://hooks.example.com/webhooks/github HTTP/1.1
			Content-Type: application/json
			Content-Length: 2
			X-GitHub-Event: ping
			X-GitHub-Delivery: 1
			X-Hub-Signature-256: sha256=50b0123e6e44430d2c43ecca0ee520d961ffd326425c07859f70a57161c3ebcd

			{}
			""";

	@TempDir
	Path folder;

	@Test
	void aSecretOnTheCommandLineIsRefusedAndNotRepeated() {
		Result result = CommandRun.with().input(REQUEST).run("verify", "github", "--secret", SECRET);
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("list of processes", "--secret-env NAME").doesNotContain("Everybody");
	}

	@Test
	void aSecretInPlaceOfTheNameOfItsVariableIsNotRepeated() {
		Result result = CommandRun.with().input(REQUEST).run("verify", "github", "--secret-env", "whsec_abc");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("never the secret itself").doesNotContain("whsec_abc");
	}

	@Test
	void aVariableThatIsNotSetIsNamed() {
		Result result = CommandRun.with().input(REQUEST).run("verify", "github", "--secret-env", "GH_SECRET");
		assertThat(result.err())
			.isEqualTo("Error: The variable GH_SECRET is not set. Export it, or name another one.\n");
	}

	@Test
	void withoutAnySecretTheVariableToSetIsNamed() {
		Result result = CommandRun.with().input(REQUEST).run("verify", "github");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("GITHUB_WEBHOOK_SECRET", "--secret-file FILE");
	}

	@Test
	void theVariableOfTheProviderIsReadByItself() {
		assertThat(
				CommandRun.with().environment("GITHUB_WEBHOOK_SECRET", SECRET).input(REQUEST).run("verify", "github"))
			.satisfies(SecretsTests::verifies);
	}

	@Test
	void aVariableIsRead() {
		assertThat(CommandRun.with()
			.environment("GH", SECRET)
			.input(REQUEST)
			.run("verify", "github", "--secret-env", "GH")).satisfies(SecretsTests::verifies);
	}

	@Test
	void theOldSecretIsTriedToo() {
		Result result = CommandRun.with()
			.environment("NEW", "another secret of this endpoint")
			.environment("OLD", SECRET)
			.input(REQUEST)
			.run("verify", "github", "--secret-env", "NEW", "--secret-env", "OLD");
		assertThat(result).satisfies(SecretsTests::verifies);
		assertThat(result.out()).contains("the 2. of the secrets");
	}

	@Test
	void aFileIsReadWithoutTheLineBreakAtItsEnd() throws IOException {
		Path file = Files.writeString(this.folder.resolve("secret"), SECRET + "\n");
		assertThat(CommandRun.with().input(REQUEST).run("verify", "github", "--secret-file", file.toString()))
			.satisfies(SecretsTests::verifies);
	}

	@Test
	void theInputIsRead() throws IOException {
		Path file = Files.writeString(this.folder.resolve("request"), REQUEST);
		assertThat(CommandRun.with().input(SECRET + "\n").run("verify", "github", file.toString(), "--secret-stdin"))
			.satisfies(SecretsTests::verifies);
	}

	@Test
	void whoIsThereIsAsked() {
		assertThat(CommandRun.with().person(SECRET).input(REQUEST).run("verify", "github"))
			.satisfies(SecretsTests::verifies);
	}

	@Test
	void theConfigurationOfAnApplicationHasTheProviderAndItsSecret() throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"), """
				webhooks.providers:
				  acme:
				    preset: github
				    secret: ${ACME_SECRET}
				""");
		assertThat(CommandRun.with()
			.environment("ACME_SECRET", SECRET)
			.input(REQUEST)
			.run("verify", "acme", "--config", file.toString())).satisfies(SecretsTests::verifies);
	}

	@Test
	void aVariableOfTheConfigurationThatIsNotSetIsNamed() throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"), """
				webhooks:
				  providers:
				    github:
				      secret: ${ACME_SECRET}
				""");
		assertThat(CommandRun.with().input(REQUEST).run("verify", "github", "--config", file.toString()).err())
			.contains("The configuration names ACME_SECRET, which is not set.");
	}

	@Test
	void aPropertiesFileWillDoAsWell() throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.properties"), """
				webhooks.providers.acme.preset=github
				webhooks.providers.acme.secrets[0].value=another secret of this endpoint
				webhooks.providers.acme.secrets[1].value=It's a Secret to Everybody
				""");
		assertThat(CommandRun.with().input(REQUEST).run("verify", "acme", "--config", file.toString()))
			.satisfies(SecretsTests::verifies);
	}

	@Test
	void aDocumentForAProfileCountsWhereItIsNamed() throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"), """
				webhooks.providers.acme: {preset: github, secret: another secret of this endpoint}
				---
				spring.config.activate.on-profile: production
				webhooks.providers.acme.secret: It's a Secret to Everybody
				""");
		CommandRun run = CommandRun.with().input(REQUEST);
		assertThat(run.run("verify", "acme", "--config", file.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(run.run("verify", "acme", "--config", file.toString(), "--profile", "production"))
			.satisfies(SecretsTests::verifies);
	}

	private static void verifies(Result result) {
		assertThat(result.out()).contains("It verifies.").doesNotContain("Everybody");
		assertThat(result.err()).doesNotContain("Everybody");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

}
