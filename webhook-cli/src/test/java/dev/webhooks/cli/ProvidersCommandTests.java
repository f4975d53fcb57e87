package dev.webhooks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.test.SigningKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code webhook providers}, {@code events} and {@code secret}.
 */
class ProvidersCommandTests {

	@TempDir
	Path folder;

	static List<String> presets() {
		return new Presets().names();
	}

	@Test
	void allAreListed() {
		Result result = CommandRun.of("providers", "--json");
		assertThat(result.json().findValuesAsString("name")).containsExactlyElementsOf(presets());
	}

	@Test
	void someAreFoundByTheirName() {
		assertThat(CommandRun.of("providers", "--search", "Hub").out()).contains("github ", "hubspot ", "docker-hub ")
			.doesNotContain("stripe");
	}

	@Test
	void aPageTellsHowItSignsAndWhatAListenerSees() {
		assertThat(CommandRun.of("providers", "stripe").out()).contains("verified by  HMAC-SHA256, hex",
				"signature    header Stripe-Signature, as t={timestamp},v1={signature}", "time         within 300 s",
				"type         body:/type", "events       charge.dispute.created, ", "secret: ${STRIPE_WEBHOOK_SECRET}",
				"@WebhookListener(provider = \"stripe\"");
	}

	@ParameterizedTest
	@MethodSource("presets")
	void theYamlIsAllThatHasToBeConfigured(String preset) throws IOException {
		String yaml = CommandRun.of("providers", preset, "--yaml").out();
		Path file = Files.writeString(this.folder.resolve("application.yml"), yaml);
		CommandRun run = CommandRun.with().input("GET / HTTP/1.1\n\n");
		String prefix = preset.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_WEBHOOK_";
		run.environment(prefix + "SECRET", secret(preset));
		run.environment(prefix + "KEY_ID", "key_1").environment(prefix + "VERIFY_TOKEN", "a token for the test");
		Result result = run.run("verify", preset, "--config", file.toString());
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isNotEqualTo(ExitCode.USAGE);
	}

	/**
	 * A secret of a provider whose keys nobody else can make is the name of something.
	 */
	private static String secret(String preset) {
		Preset found = new Presets().get(preset);
		try {
			return SigningKeys.random(found.settings()).configured();
		}
		catch (IllegalStateException ex) {
			return "arn:aws:sns:eu-west-1:123456789012:topic";
		}
	}

	@ParameterizedTest
	@MethodSource("presets")
	void noPageShowsASecret(String preset) {
		CommandRun run = CommandRun.with()
			.environment(preset.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_WEBHOOK_SECRET",
					"do not show this");
		assertThat(run.run("providers", preset).out()).doesNotContain("do not show this");
	}

	@Test
	void theEventsThatCanBeSentAreListed() {
		assertThat(CommandRun.of("events", "stripe").out().lines()).contains("charge.succeeded");
	}

	@Test
	void theBodyOfAnEventIsWritten() {
		assertThat(CommandRun.of("events", "stripe", "charge.succeeded").json().path("type").asString())
			.isEqualTo("charge.succeeded");
	}

	@Test
	void aSecretIsRightForItsProviderAndAnotherEachTime() {
		String one = CommandRun.of("secret", "standard-webhooks").out().strip();
		assertThat(one).startsWith("whsec_").isNotEqualTo(CommandRun.of("secret", "standard-webhooks").out().strip());
	}

	@Test
	void aKeyPairIsOne() {
		Result result = CommandRun.of("secret", "discord", "--json");
		assertThat(result.json().path("secret").asString()).hasSize(64);
		assertThat(result.json().path("privateKey").asString()).isNotEmpty();
	}

	@Test
	void whereOnlyTheProviderHasKeysThatIsSaid() {
		Result result = CommandRun.of("secret", "paypal");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("Nobody but the provider").hasLineCount(1);
	}

}
